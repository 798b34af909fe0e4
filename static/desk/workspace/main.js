// The claim workspace: saving without leaving, nothing typed is lost, and previews of what is being written.
import { Outbox } from "../outbox.js";
import { WorkspaceForm } from "./forms.js";
import { counting, follow, previewing } from "./previews.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const at = (id) => document.getElementById(id);
const settings = read("workspace-settings");
const words = read("workspace-words");
const outbox = new Outbox(settings, words);
const forms = new Map();

function tell(message, isFault = false, link = null) {
  const status = at("status");
  status.textContent = message;
  status.classList.toggle("is-fault", isFault);
  if (link) status.append(" ", Object.assign(document.createElement("a"), { href: link, target: "_blank", textContent: words.sign_in }));
}

// Forms that a step has put in place of old ones are new; those that stayed keep what is typed in them.
function discover() {
  for (const [element] of forms) if (!element.isConnected) forms.delete(element);
  for (const element of document.querySelectorAll("form[data-name]")) {
    if (!forms.has(element)) forms.set(element, new WorkspaceForm(element));
  }
}

function keep() {
  const dirty = [...forms.values()].filter((one) => one.isDirty && one.form.id);
  if (dirty.length) outbox.keep({ forms: dirty.map((one) => [one.form.id, one.values()]) });
  else outbox.forget();
}

function restore() {
  for (const [id, values] of outbox.kept()?.forms ?? []) forms.get(at(id))?.fill(values);
  preview.later();
}

// A part in which somebody is writing stays as it is; the others show what is true now.
function swap(parts = {}) {
  for (const [name, html] of Object.entries(parts)) {
    const place = document.querySelector(`[data-part="${name}"]`);
    const isBusy = [...forms.values()].some((one) => place.contains(one.form) && one.isDirty);
    if (isBusy) continue;
    const held = place.contains(document.activeElement);
    const drawn = new DOMParser().parseFromString(html, "text/html");
    place.replaceChildren(...drawn.body.childNodes);
    if (held) focusPart(place);
  }
  discover();
}

function focusPart(place) {
  const heading = place.closest("section").querySelector("h2");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function done(one, snapshot, answer) {
  one.saved(snapshot, answer.seen?.[one.name]);
  settle(answer);
  keep();
  tell(answer.message, Boolean(answer.isRefused));
  preview.now();
}

function settle(answer) {
  if (answer.state) at("verdict-state").textContent = answer.state;
  if (answer.meanwhile !== undefined) {
    at("meanwhile").replaceChildren(...new DOMParser().parseFromString(answer.meanwhile, "text/html").body.childNodes);
  } else at("meanwhile").replaceChildren();
  swap(answer.parts);
}

function refused(one, snapshot, error) {
  const answer = error.answer;
  // The draft was saved, only the step after it was not taken.
  if (answer?.parts) return done(one, snapshot, { ...answer, isRefused: true });
  const seen = answer?.seen?.[one.name];
  if (seen && one.seen) one.seen.value = seen;
  if (answer) settle(answer);
  const left = one.remark(error.errors);
  return tell([error.message, ...left].join(" "), true, error.kind === "signed_out" ? settings.login : null);
}

async function send(form, button) {
  const one = forms.get(form);
  if (one.isSending) return;
  one.isSending = true;
  const path = (button?.getAttribute("formaction") ?? form.getAttribute("action")).slice(settings.address.length);
  const snapshot = one.snapshot();
  try {
    done(one, snapshot, await outbox.submit(path, form, button));
  } catch (error) {
    keep();
    refused(one, snapshot, error);
  }
  one.isSending = false;
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!forms.has(event.target) || button?.hasAttribute("data-preview")) return;
  event.preventDefault();
  send(event.target, button);
});

document.addEventListener("input", (event) => {
  const one = forms.get(event.target.form);
  if (!one) return;
  one.mark();
  clearTimeout(keep.timer);
  keep.timer = setTimeout(keep, 300);
  if (one.name === "verdict") preview.later();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.form;
  if (form && forms.has(form)) form.requestSubmit();
});

at("kept").addEventListener("click", (event) => {
  const what = event.target.dataset.do;
  if (what === "restore") restore();
  if (what === "discard") outbox.forget();
  if (what) at("kept").hidden = true;
});

window.addEventListener("pagehide", keep);

discover();
counting(words);
follow();
document.querySelector(".ws-keys").hidden = false;
const preview = previewing({ outbox, form: at("form-verdict") });
if (outbox.kept()) {
  at("kept").querySelector("span").textContent = words.kept;
  at("kept").hidden = false;
}
