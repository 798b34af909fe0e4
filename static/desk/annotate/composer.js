// The popover of a selection: what is it? Then the form for it.
import { ClaimChoice, claimEntry } from "./claims.js";
import { AnnotationForm } from "./forms.js";
import { single } from "./highlights.js";

const VERBS = {
  new: ["appearance", "new"],
  link: ["appearance", "link"],
  supports: ["evidence", "link"],
  contradicts: ["evidence", "link"],
  context: ["evidence", "link"],
  mark: ["mark", null],
};
const LONGEST = 2000;

// A name for what is being typed, so that sending it twice makes it once.
function once() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Composer {
  constructor({ view, outbox, settings, words, marks, onDone, onLeave, tell }) {
    Object.assign(this, { view, outbox, settings, words, marks, onDone, onLeave, tell });
    this.root = document.getElementById("composer");
    this.error = document.getElementById("composer-error");
    this.span = null;
    this.parts = {};
    for (const form of this.root.querySelectorAll("form")) this.equip(form);
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.root.addEventListener("keydown", (event) => this.pressed(event));
  }

  equip(form) {
    const onChange = () => this.typed();
    const part = new AnnotationForm(form, { outbox: this.outbox, words: this.words, onChange });
    if (form.querySelector(".annotate-claim")) {
      part.choice = new ClaimChoice(form, {
        find: (...what) => this.outbox.find(...what),
        words: this.words,
        language: this.settings.language,
        onChange,
      });
    }
    this.parts[form.dataset.deed] = part;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  get isOpen() {
    return !this.root.hidden;
  }

  get isWriting() {
    return this.isOpen && Boolean(this.verb);
  }

  // Open on a span of code points; `focus` where it was opened by keyboard.
  open(span, { focus = false } = {}) {
    if (this.isWriting) return;
    if (span.end - span.start > LONGEST) {
      this.tell(this.words.too_long, true);
      return;
    }
    const exact = this.view.points.slice(span.start, span.end);
    this.span = { once: once(), ...span, text: this.settings.text, exact };
    document.getElementById("composer-quote").textContent = this.span.exact;
    this.root.hidden = false;
    this.fault("");
    this.choose(null);
    this.about();
    this.closest();
    single(this.view, "pending", this.span);
    this.stand();
    if (focus) this.root.querySelector("[data-verb]").focus();
  }

  // Say whose words they are where they are not the author's.
  about() {
    const over = this.marks().filter((mark) => mark.start < this.span.end && mark.end > this.span.start);
    const notice = document.getElementById("composer-mark");
    this.inserter = over.find((mark) => mark.outlet && mark.start <= this.span.start && mark.end >= this.span.end) ?? null;
    const message = this.inserter ? this.words.inserted : this.words.partly_inserted;
    notice.textContent = message.replace("%s", over.map((mark) => mark.credit).join("; "));
    notice.hidden = !over.length;
  }

  async closest() {
    const list = this.root.querySelector("#closest ul");
    list.replaceChildren();
    this.asking?.abort();
    this.asking = new AbortController();
    const query = { q: this.span.exact.slice(0, 1000), language: this.settings.language };
    try {
      const found = await this.outbox.find("claims", query, this.asking.signal);
      const pick = (claim) => {
        this.choose("link");
        this.parts.appearance.choice.pick(claim);
      };
      list.replaceChildren(...found.slice(0, 4).map((claim) => claimEntry(claim, this.words, pick)));
      if (!found.length) list.append(Object.assign(document.createElement("li"), { textContent: this.words.no_claims }));
    } catch (error) {
      if (error.name !== "AbortError") this.fault(error.message, error.kind);
    }
  }

  // Show the verbs with null, else the form of one.
  choose(verb) {
    this.verb = null; // what is filled in now is not typed by anybody
    this.isTyped = false;
    this.root.classList.toggle("is-writing", Boolean(verb));
    document.getElementById("verbs").hidden = Boolean(verb);
    document.getElementById("closest").hidden = Boolean(verb);
    const [deed, mode] = VERBS[verb] ?? [null, null];
    for (const [name, part] of Object.entries(this.parts)) part.form.hidden = name !== deed;
    if (!verb) return;
    const part = this.parts[deed];
    part.reset();
    if (deed === "appearance" && this.inserter) part.claimant.take(this.speaker(this.inserter));
    if (deed !== "mark") part.form.elements.language.value = this.settings.language;
    if (deed === "evidence") part.form.elements.stance.value = verb;
    if (mode) part.choice.open(mode, mode === "new" ? this.span.exact : this.span.exact.slice(0, 300));
    else part.form.elements.kind.focus();
    this.verb = verb;
    this.root.scrollIntoView({ block: "nearest" });
  }

  speaker(mark) {
    return { value: `outlet:${mark.outlet}`, name: mark.outlet_name, roles: [] };
  }

  clicked(event) {
    const verb = event.target.closest("[data-verb]")?.dataset.verb;
    const what = event.target.closest("[data-do]")?.dataset.do;
    if (verb) this.choose(verb);
    else if (what === "close") this.close();
    else if (what === "back") this.back();
  }

  pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.verb) {
      event.preventDefault();
      this.send();
    }
  }

  // One step back: from the form to the verbs, from there to the text.
  back() {
    if (!this.verb) return this.close();
    this.leave();
    this.choose(null);
    this.fault("");
    return this.root.querySelector("[data-verb]").focus();
  }

  close() {
    this.leave();
    this.verb = null;
    this.root.hidden = true;
    this.asking?.abort();
    single(this.view, "pending", null);
    document.getElementById("text").focus({ preventScroll: true });
  }

  get part() {
    return this.parts[VERBS[this.verb][0]];
  }

  typed() {
    if (!this.isWriting) return;
    this.isTyped = true;
    this.keep();
  }

  // A form that is left with something typed in it can be gone on with.
  leave() {
    if (this.isWriting && this.isTyped) this.onLeave();
  }

  keep() {
    const { part } = this;
    this.outbox.keep({
      span: this.span, verb: this.verb, values: part.values(), roles: part.roles, choice: part.choice?.snapshot() ?? null,
    });
  }

  restore(draft) {
    this.close();
    this.open(this.placed(draft.span));
    this.choose(draft.verb);
    this.part.reset();
    this.part.fill(draft.values, draft.roles);
    if (draft.choice) this.part.choice.restore(draft.choice);
    this.typed();
  }

  // Where the kept words stand now; the server refuses them if they do not stand there.
  placed(span) {
    if (this.view.points.slice(span.start, span.end) === span.exact) return span;
    const found = this.view.points.find(span.exact);
    return found.length === 1 ? { ...span, ...found[0] } : span;
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    const { part, span } = this;
    const deed = part.form.dataset.deed;
    this.fault("");
    this.root.setAttribute("aria-busy", "true");
    this.keep();
    try {
      const done = await this.outbox.send(deed, { ...part.values(), ...span });
      this.isTyped = false;
      this.outbox.forget();
      this.close();
      this.onDone(done);
    } catch (error) {
      const left = part.remark(error.errors ?? {});
      this.fault([error.message, ...left].join(" "), error.kind);
    } finally {
      this.isSending = false;
      this.root.removeAttribute("aria-busy");
    }
  }

  fault(message, kind) {
    this.error.textContent = message;
    this.error.hidden = !message;
    if (kind === "signed_out") {
      const link = Object.assign(document.createElement("a"), { href: this.settings.login, target: "_blank", rel: "noopener" });
      link.textContent = this.words.sign_in;
      this.error.append(" ", link);
    }
    if (message) this.error.scrollIntoView({ block: "nearest" });
  }

  // Below the selection, inside the text's column; on a telephone the style sheet puts it at the bottom.
  stand() {
    const around = this.root.offsetParent?.getBoundingClientRect();
    if (!around) return;
    const rectangle = this.view.range(this.span.start, this.span.end).getBoundingClientRect();
    this.root.style.setProperty("--top", `${Math.round(rectangle.bottom - around.top + 8)}px`);
    if (matchMedia("(max-width: 48rem)").matches) scrollBy({ top: rectangle.top - innerHeight / 8 });
    else this.root.scrollIntoView({ block: "nearest" });
  }
}
