// Everything by keyboard; single letters act only where nothing is being typed, and can be turned off.
import { Sentences } from "./sentences.js";

const VERBS = { n: "new", l: "link", s: "supports", c: "contradicts", x: "context", m: "mark" };
const SETTING = "annotate:keys";

export function keyboard({ view, settings, words, composer, cards, select, open, undo, tell }) {
  const help = document.getElementById("help");
  const isOn = document.getElementById("keys-on");
  const sentences = new Sentences(view, settings.language);
  // A long text is split while nobody waits, not at the first key.
  (window.requestIdleCallback ?? setTimeout)(() => sentences.list);
  isOn.checked = localStorage.getItem(SETTING) !== "off";
  isOn.addEventListener("change", () => localStorage.setItem(SETTING, isOn.checked ? "on" : "off"));
  document.getElementById("help-open").addEventListener("click", () => help.showModal());

  function verb(name) {
    if (!composer.isOpen) {
      const span = view.selected();
      if (!span) return tell(words.nothing_selected, true);
      composer.open(span);
    }
    if (composer.isOpen) composer.choose(name);
  }

  function sentence(next) {
    if (composer.isOpen) composer.close();
    const span = next(view.selected());
    select(span);
    if (span) document.getSelection().focusNode.parentElement.scrollIntoView({ block: "nearest" });
  }

  function step(direction) {
    const place = cards.entries.findIndex((one) => one.key === cards.active);
    const next = place < 0 && direction < 0 ? cards.entries.length - 1 : place + direction;
    if (cards.entries[next]) open(cards.entries[next].key, { focus: true });
  }

  const actions = {
    ".": () => sentence((span) => sentences.step(span, 1)),
    ",": () => sentence((span) => sentences.step(span, -1)),
    ">": () => sentence((span) => sentences.extend(span, 1)),
    "<": () => sentence((span) => sentences.extend(span, -1)),
    q: () => document.getElementById("quote").focus(),
    j: () => step(1),
    k: () => step(-1),
    z: undo,
    "?": () => help.showModal(),
  };

  function isTyping(target) {
    return target.closest("input, textarea, select, [contenteditable], dialog") !== null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && composer.isOpen && !help.open) return composer.back();
    if (!isOn.checked && event.key !== "?") return undefined;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || composer.isWriting) return undefined;
    const act = VERBS[event.key] ? () => verb(VERBS[event.key]) : actions[event.key];
    if (!act) return undefined;
    event.preventDefault();
    return act();
  });
}
