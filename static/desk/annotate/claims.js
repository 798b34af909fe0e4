// The claim of a form: found by typing, or worded anew with the closest ones beside it.

const WAIT = 200;
const SHORTEST = 3;

export function claimEntry(claim, words, onPick) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.lang = claim.language;
  button.dataset.claim = claim.id;
  button.textContent = claim.statement;
  button.addEventListener("click", () => onPick(claim));
  const facts = [
    claim.score === null ? "" : `${claim.score.toFixed(2)} ${words[`method_${claim.method}`] ?? claim.method}`,
    claim.polarity === "unknown" ? "" : words[`polarity_${claim.polarity}`],
    claim.status,
    claim.verdict,
  ];
  const note = document.createElement("span");
  note.textContent = facts.filter(Boolean).join(" · ");
  item.append(button, note);
  return item;
}

export class ClaimChoice {
  constructor(form, { find, words, language, onChange }) {
    Object.assign(this, { form, find, words, language, onChange });
    this.root = form.querySelector(".annotate-claim");
    this.hidden = this.root.querySelector("[name=claim]");
    this.search = this.root.querySelector("[name=claim_search]");
    this.list = this.root.querySelector(".annotate-claims");
    this.statement = form.elements.statement;
    this.short = form.elements.short_statement;
    this.search.addEventListener("input", () => this.later(this.search.value));
    this.statement.addEventListener("input", () => {
      this.suggestShort();
      this.later(this.statement.value);
    });
    this.short.addEventListener("input", () => (this.isShortTyped = true));
    this.root.querySelector("[data-do=other-claim]").addEventListener("click", () => this.open("link", ""));
    this.root.querySelector("[data-do=new-claim]").addEventListener("click", () => this.open("new", this.search.value));
  }

  // Show one of the ways: "link", "new" or "chosen".
  mode(name) {
    this.name = name;
    this.root.dataset.mode = name;
    this.root.querySelectorAll("[data-when]").forEach((part) => {
      part.hidden = !part.dataset.when.split(" ").includes(name);
    });
    this.root.querySelector(".annotate-chosen").hidden = name !== "chosen";
  }

  open(name, words) {
    this.mode(name);
    this.hidden.value = "";
    if (name === "new") {
      this.statement.value = words;
      this.isShortTyped = false;
      this.suggestShort();
      this.statement.focus();
    } else {
      this.search.value = words;
      this.search.focus();
    }
    this.ask(words);
    this.onChange();
  }

  suggestShort() {
    if (this.isShortTyped) return;
    const words = this.statement.value.replace(/\s+/gu, " ").trim();
    const limit = this.short.maxLength;
    const characters = Array.from(words);
    this.short.value = characters.length <= limit ? words : `${characters.slice(0, limit - 1).join("").trimEnd()}…`;
  }

  pick(claim) {
    this.mode("chosen");
    this.hidden.value = claim.id;
    this.label(claim.statement);
    this.onChange();
    this.root.querySelector("[data-do=other-claim]").focus();
  }

  label(statement) {
    this.root.querySelector(".annotate-chosen span").textContent = statement;
  }

  later(words) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(words), WAIT);
  }

  async ask(words) {
    this.running?.abort();
    this.running = new AbortController();
    const { signal } = this.running;
    if (words && words.trim().length < SHORTEST && !/^#?\d+$/.test(words.trim())) return;
    try {
      const found = await this.find("claims", { q: words.slice(0, 1000), language: this.language }, signal);
      this.list.replaceChildren(...found.map((claim) => claimEntry(claim, this.words, (one) => this.pick(one))));
      if (!found.length) this.list.append(Object.assign(document.createElement("li"), { textContent: this.words.no_claims }));
    } catch (error) {
      if (error.name !== "AbortError") this.list.replaceChildren();
    }
  }

  // What a kept draft needs beside the values of the fields.
  snapshot() {
    return { mode: this.name, label: this.root.querySelector(".annotate-chosen span").textContent };
  }

  restore({ mode, label }) {
    this.mode(mode);
    this.label(label);
    this.isShortTyped = true;
    if (mode !== "chosen") this.ask(mode === "new" ? this.statement.value : this.search.value);
  }
}
