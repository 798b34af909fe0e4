// The annotation screen: what lies on the text, and what the editor does with it by mouse and by keyboard.
import { Cards } from "./cards.js";
import { Composer } from "./composer.js";
import { asSpans, paint, single, withLanes } from "./highlights.js";
import { keyboard } from "./keys.js";
import { Orphans } from "./orphans.js";
import { Outbox } from "../outbox.js";
import { pasting } from "./pasting.js";
import { TextView } from "./text.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const at = (id) => document.getElementById(id);
const settings = read("annotate-settings");
const words = read("annotate-words");
const view = new TextView(at("text"), settings.content);
const outbox = new Outbox(settings, words);
const receipts = [];
let state;
let annotations = [];

function tell(message, isFault = false) {
  at("status").textContent = message;
  at("status").classList.toggle("is-fault", isFault);
}

const composer = new Composer({ view, outbox, settings, words, marks: () => state.marks, onDone: done, onLeave: offerKept, tell });
const cards = new Cards(at("cards"), view, { onOpen: open, onDecide: (mark, decision) => act("decision", { mark, decision }) });
const orphans = new Orphans(at("orphans"), { outbox, words, onDone: done, tell });

function offerKept() {
  at("kept").querySelector("span").textContent = words.kept;
  at("kept").hidden = false;
}

function markCard(mark) {
  const isSuggested = mark.status === "suggested";
  return {
    key: `mark:${mark.id}`, type: "mark", kind: mark.kind, start: mark.start, end: mark.end, who: "", what: mark.credit,
    status: isSuggested ? words.suggested : "", claim: "", chain: "", note: mark.note, url: mark.url, isSuggested,
  };
}

function show(next) {
  state = next;
  annotations = withLanes(state.annotations);
  const marks = state.marks.map((mark) => ({ ...mark, className: `is-mark is-${mark.kind} is-${mark.status}` }));
  const drawn = JSON.stringify([marks, asSpans(annotations)]);
  if (drawn !== show.drawn) view.draw([...marks, ...asSpans(annotations)]);
  show.drawn = drawn;
  paint(view, annotations);
  const entries = [...annotations, ...state.marks.map(markCard)];
  cards.show(entries.sort((one, other) => one.start - other.start || one.end - other.end));
  at("orphan-count").textContent = state.orphans;
  if (state.text !== settings.text) tell(words.superseded, true);
}

function open(key, { focus = false } = {}) {
  const wanted = annotationOf(key);
  // Read before anything is written, so that the page is laid out once.
  const rectangle = wanted && view.range(wanted.start, wanted.end).getBoundingClientRect();
  cards.activate(key);
  single(view, "active", wanted);
  if (!wanted) return;
  if (focus) wanted.card.focus({ preventScroll: true });
  if (rectangle.top < 0 || rectangle.bottom > innerHeight) scrollBy({ top: rectangle.top - innerHeight / 3 });
}

function annotationOf(key) {
  return cards.entries.find((one) => one.key === key) ?? null;
}

function done(answer) {
  if (answer.receipt) receipts.push(answer.receipt);
  at("undo").disabled = !receipts.length;
  show(answer.state);
  if (answer.key) open(answer.key);
  tell(answer.message);
}

async function act(deed, values) {
  try {
    done(await outbox.send(deed, values));
    return true;
  } catch (error) {
    tell(error.message, true);
    return error.kind !== "refused";
  }
}

// A receipt that was refused is of no more use; one that did not arrive is handed in again.
async function undo() {
  if (!receipts.length || undo.isRunning) return receipts.length || tell(words.nothing_to_undo, true);
  undo.isRunning = true;
  const receipt = receipts.pop();
  try {
    done(await outbox.send("undo", { receipt }));
  } catch (error) {
    if (error.kind !== "refused") receipts.push(receipt);
    tell(error.message, true);
  }
  at("undo").disabled = !receipts.length;
  return (undo.isRunning = false);
}

function select(span) {
  if (!span) return;
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(view.range(span.start, span.end));
}

// After a click or a selection: open the popover on what is selected, or the card of what was clicked.
at("text").addEventListener("pointerup", (event) => {
  setTimeout(() => {
    const span = view.selected();
    if (span) composer.open(span);
    else pick(view.pointUnder(event.clientX, event.clientY));
  });
});
document.addEventListener("selectionchange", () => {
  clearTimeout(select.timer);
  // Handles of a telephone's selection send no pointer events.
  select.timer = setTimeout(() => {
    const span = matchMedia("(pointer: coarse)").matches && view.selected();
    if (span) composer.open(span);
  }, 600);
});

// Where highlights overlap, each click goes on to the next.
function pick(point) {
  if (composer.isOpen && !composer.isWriting) composer.close();
  const here = annotations.filter((one) => one.start <= point && one.end > point && point !== null);
  if (!here.length) return open(null);
  const last = here.findIndex((one) => one.key === cards.active);
  return open(here[(last + 1) % here.length].key);
}

function showTab(name) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const isChosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    at(tab.getAttribute("aria-controls")).hidden = !isChosen;
  }
  if (name === "orphans") orphans.load();
}
const tabs = document.querySelector("[role=tablist]");
tabs.addEventListener("click", (event) => event.target.closest("[role=tab]") && showTab(event.target.closest("[role=tab]").id.slice(4)));
tabs.addEventListener("keydown", (event) => {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const other = tabs.querySelector("[aria-selected=false]");
  other.focus();
  showTab(other.id.slice(4));
});

at("undo").addEventListener("click", undo);
at("kept").addEventListener("click", (event) => {
  const what = event.target.dataset.do;
  if (what === "restore") composer.restore(outbox.kept());
  if (what === "discard") outbox.forget();
  if (what) at("kept").hidden = true;
});

// What others did meanwhile, as soon as the page is looked at again.
document.addEventListener("visibilitychange", async () => {
  if (document.hidden || composer.isOpen) return;
  try {
    show(await outbox.state());
  } catch {
    // The next deed says what is the matter.
  }
});

show(read("annotate-state"));
pasting({ view, words, composer, select });
keyboard({ view, settings, words, composer, cards, select, open, undo, tell });
if (outbox.kept()) offerKept();
