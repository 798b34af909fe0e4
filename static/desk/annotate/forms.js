// The values of a form as the server reads them, and remarks beside the fields that they are about.
import { combobox } from "./combobox.js";

export class AnnotationForm {
  constructor(form, { outbox, words, onChange }) {
    Object.assign(this, { form, outbox, words, onChange });
    this.roles = [];
    this.steps = form.querySelector(".annotate-steps");
    form.querySelectorAll(":scope .combobox").forEach((root) => this.equip(root));
    form.querySelector("[data-do=add-step]")?.addEventListener("click", () => this.addStep().querySelector("input").focus());
    form.addEventListener("input", () => onChange());
    form.addEventListener("change", () => onChange());
  }

  equip(root) {
    const isClaimant = root.dataset.field === "claimant";
    const choice = combobox(root, {
      find: (q, signal) => this.outbox.find(root.dataset.find, { q }, signal),
      words: this.words,
      create: isClaimant,
      onChange: (option) => {
        if (isClaimant) this.claimantChanged(option);
        this.onChange();
      },
    });
    if (isClaimant) this.claimant = choice;
    if (root.dataset.field === "inserted_by") this.inserter = choice;
  }

  claimantChanged(option) {
    const isNew = Boolean(option?.isNew);
    this.form.querySelector(".annotate-new").hidden = !isNew;
    this.form.elements.claimant_name.value = isNew ? option.name : "";
    this.offerRoles(option?.roles ?? []);
  }

  offerRoles(roles) {
    this.roles = roles;
    const select = this.form.elements.affiliation;
    select.replaceChildren(new Option(this.words.role, ""), ...roles.map((role) => new Option(role.label, role.id)));
    select.closest(".annotate-field").hidden = !roles.length;
  }

  addStep() {
    const step = document.getElementById("piece-step").content.firstElementChild.cloneNode(true);
    this.steps.append(step);
    this.equip(step.querySelector(".combobox"));
    step.querySelector("[data-do=remove-step]").addEventListener("click", () => {
      step.remove();
      this.onChange();
    });
    return step;
  }

  // Values by name; those of the attribution in a list of their own.
  values() {
    const values = {};
    for (const field of this.form.elements) {
      if (!field.name || field.closest(".annotate-step")) continue;
      values[field.name] = field.type === "checkbox" ? field.checked : field.value;
    }
    if (this.steps) {
      values.steps = [...this.steps.children].map((step) => ({
        speaker: step.querySelector("[name=speaker]").value,
        label: step.querySelector("[name=speaker_label]").value,
        verb: step.querySelector("[name=verb]").value,
      }));
    }
    return values;
  }

  fill(values, roles = []) {
    if (this.form.elements.affiliation) this.offerRoles(roles);
    for (const [name, value] of Object.entries(values)) {
      const field = this.form.elements[name];
      if (name === "steps" || !field || field instanceof RadioNodeList) continue;
      if (field.type === "checkbox") field.checked = value;
      else field.value = value;
    }
    for (const { speaker, label, verb } of values.steps ?? []) {
      const step = this.addStep();
      step.querySelector("[name=speaker]").value = speaker;
      step.querySelector("[name=speaker_label]").value = label;
      step.querySelector("[name=verb]").value = verb;
    }
    const isNew = Boolean(values.claimant_name);
    this.form.querySelector(".annotate-new")?.toggleAttribute("hidden", !isNew);
    this.form.querySelectorAll("details").forEach((part) => {
      part.open = [...part.querySelectorAll("input, textarea")].some((field) => field.value);
    });
  }

  reset() {
    this.form.reset();
    this.form.querySelectorAll("input[type=hidden]").forEach((field) => (field.value = ""));
    this.steps?.replaceChildren();
    this.form.querySelectorAll("details").forEach((part) => (part.open = false));
    if (this.form.elements.affiliation) this.claimantChanged(null);
    this.remark({});
  }

  // Put each message beside its field; return those that have no field here.
  remark(errors) {
    this.form.querySelectorAll(".annotate-error").forEach((place) => (place.hidden = true));
    this.form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    const left = [];
    for (const [name, messages] of Object.entries(errors)) {
      const place = this.form.querySelector(`[data-error="${name}"], [data-field="${name}"] > .annotate-error`);
      if (!place) left.push(...messages);
      else {
        place.textContent = messages.join(" ");
        place.hidden = false;
        place.closest("details")?.setAttribute("open", "");
        place.parentElement.querySelector("input:not([type=hidden]), select, textarea")?.setAttribute("aria-invalid", "true");
      }
    }
    this.form.querySelector("[aria-invalid]")?.focus();
    return left;
  }
}
