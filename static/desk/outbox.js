// Sending, and not losing: what is typed is kept for this browser tab until the server has it.
// `settings`: the page's `address`, the `user` who is signed in, and the `key` under which their work is kept.

export class Trouble extends Error {
  constructor(kind, message, errors = {}, answer = null) {
    super(message);
    this.answer = answer; // all that the server said, where it refused
    this.kind = kind; // refused, signed_out, offline, forbidden, failed
    this.errors = errors;
  }
}

// Read when sending: after a new sign-in it is another one.
export function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

export class Outbox {
  constructor(settings, words) {
    this.settings = settings;
    this.words = words;
    this.key = settings.key;
  }

  async ask(path, options = {}) {
    let response;
    try {
      // The sign-in page is no answer, so redirects are not followed.
      response = await fetch(this.settings.address + path, { redirect: "manual", ...options });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Trouble("offline", this.words.offline);
    }
    if (response.type === "opaqueredirect") throw new Trouble("signed_out", this.words.signed_out);
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const answer = isJson ? await response.json() : null;
    if (response.ok && answer) return answer;
    if (answer) throw new Trouble("refused", answer.message, answer.errors, answer);
    if (response.status === 403) throw new Trouble("forbidden", this.words.forbidden);
    throw new Trouble("failed", this.words.failed);
  }

  find(what, query, signal) {
    return this.ask(`find/${what}/?${new URLSearchParams(query)}`, { signal }).then((answer) => answer.found);
  }

  state() {
    return this.ask("state/");
  }

  send(deed, values) {
    return this.ask(`do/${deed}/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(values),
    });
  }

  // Send a form as a browser would, and be answered as a script.
  submit(path, form, button = null) {
    const body = new FormData(form, button);
    // The one that stands in the page may be of an earlier sign-in, and would be preferred to the header's.
    body.delete("csrfmiddlewaretoken");
    return this.ask(path, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token() }, body });
  }

  keep(draft) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ ...draft, user: this.settings.user }));
    } catch {
      // Full or forbidden: what was typed still stands in the form.
    }
  }

  // What was kept, of the same person alone.
  kept() {
    try {
      const draft = JSON.parse(sessionStorage.getItem(this.key));
      return draft?.user === this.settings.user ? draft : null;
    } catch {
      return null;
    }
  }

  forget() {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Nothing was kept then.
    }
  }
}
