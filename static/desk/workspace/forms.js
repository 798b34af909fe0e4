// The forms of the workspace: what is wrong with them, what of them is not saved yet, and what was kept.

export class WorkspaceForm {
  constructor(form) {
    this.form = form;
    this.name = form.dataset.name;
    this.dirty = form.querySelector(".ws-dirty");
    this.sent = this.snapshot();
  }

  // Fields outside of the form belong to it by their `form` attribute; one-time tokens are nobody's work.
  get fields() {
    return [...this.form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken" && field.type !== "submit");
  }

  // The version of the row that this form has seen travels along with what is typed.
  get seen() {
    return this.fields.find((field) => field.name.endsWith("-seen"));
  }

  snapshot() {
    return JSON.stringify(this.values());
  }

  values() {
    return this.fields.map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? field.value : null, this.valueOf(field)]);
  }

  valueOf(field) {
    return field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
  }

  fill(values) {
    for (const [name, choice, value] of values) {
      const field = this.fields.find((one) => one.name === name && (choice === null || one.value === choice));
      if (!field) continue;
      if (choice === null) field.value = value;
      else field.checked = value;
    }
    this.form.querySelectorAll("details").forEach((part) => {
      part.open ||= [...part.querySelectorAll("textarea, input[type=text]")].some((field) => field.value);
    });
    this.mark();
  }

  get isDirty() {
    return this.snapshot() !== this.sent;
  }

  mark() {
    if (this.dirty) this.dirty.hidden = !this.isDirty;
  }

  // What was sent is the server's from now on; what was typed while it was on its way is not.
  saved(snapshot, seen) {
    if (seen && this.seen) {
      const field = this.seen;
      const before = JSON.parse(snapshot);
      before.find(([name]) => name === field.name)[2] = seen;
      field.value = seen;
      this.sent = JSON.stringify(before);
    } else this.sent = snapshot;
    this.remark({});
    this.mark();
  }

  // Put each message beside its field; those that have no place here stand above the form.
  remark(errors) {
    const places = [...this.form.querySelectorAll(".ws-fault"), ...outside(this.name)];
    places.forEach((place) => (place.hidden = true));
    this.form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    const above = this.form.querySelector('.ws-fault[data-field="__all__"]');
    const left = [];
    for (const [name, messages] of Object.entries(errors)) {
      const place = placeOf(this.form, name);
      if (!place || name === "__all__") {
        left.push(...messages);
        continue;
      }
      tell(place, messages);
      place.closest("details")?.setAttribute("open", "");
      place.parentElement.querySelector("input:not([type=hidden]), select, textarea")?.setAttribute("aria-invalid", "true");
    }
    if (left.length && above) tell(above, left);
    (this.form.querySelector("[aria-invalid]") ?? (left.length ? above : null))?.scrollIntoView({ block: "center" });
    this.form.querySelector("[aria-invalid]")?.focus({ preventScroll: true });
    return above ? [] : left;
  }
}

function outside(name) {
  return document.querySelectorAll(`.ws-fault[data-field^="${name}-"]`);
}

function placeOf(form, name) {
  const field = form.querySelector(`[data-field="${name}"]`) ?? document.querySelector(`.ws-fault[data-field="${name}"]`);
  return field?.matches(".ws-fault") ? field : field?.querySelector(".ws-fault");
}

function tell(place, messages) {
  place.textContent = messages.join(" ");
  place.hidden = false;
}
