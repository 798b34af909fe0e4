// Names and roles for what Django's own widgets leave without: screen readers would say "edit" or nothing.
"use strict";

function words(node) {
  return (node?.textContent ?? "").replace(/[:\s]+$/, "").trim();
}

function mend() {
  document.querySelectorAll(".selector .search-label-icon").forEach((icon) => icon.setAttribute("role", "img"));
  document.querySelectorAll(".tabular td.delete input").forEach((box) => {
    box.setAttribute("aria-label", words(box.closest("table").querySelector("thead th:last-child")));
  });
  // Day and time stand in two fields under one label, each after a bare word.
  document.querySelectorAll("p.datetime input").forEach((field) => {
    if (field.labels.length || field.hasAttribute("aria-label")) return;
    const legend = words(field.closest(".form-row")?.querySelector("label, legend"));
    const part = words(field.previousSibling?.nodeType === Node.TEXT_NODE ? field.previousSibling : null);
    field.setAttribute("aria-label", [legend, part].filter(Boolean).join(", "));
  });
}

// In tables of further rows the column's heading is all the name that a field has.
function mendRows() {
  document.querySelectorAll(".tabular td[class*='field-']").forEach((cell) => {
    const column = [...cell.classList].find((name) => name.startsWith("field-")).replace("field-", "column-");
    const heading = words(cell.closest("table").querySelector(`th.${CSS.escape(column)}`));
    if (!heading) return;
    cell.querySelectorAll("input:not([type=hidden]), select, textarea").forEach((field) => {
      if (!field.labels?.length && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", heading);
    });
    const box = cell.querySelector(".select2-selection");
    if (!box) return;
    const shown = box.querySelector(".select2-selection__rendered");
    // The chosen value is the content of the box that is named here, not a field of its own.
    shown?.removeAttribute("role");
    shown?.removeAttribute("aria-readonly");
    const value = words(shown);
    box.removeAttribute("aria-labelledby");
    box.setAttribute("aria-label", value ? `${heading}: ${value}` : heading);
  });
}

// A filter's choice of nothing is a link without a word.
function mendChoices() {
  document.querySelectorAll("#changelist-filter li > a").forEach((link) => {
    if (!words(link)) link.textContent = "–";
  });
}

// Later than Django's scripts, which draw on the same event.
window.addEventListener("load", () => setTimeout(() => { mend(); mendRows(); mendChoices(); }));
document.addEventListener("formset:added", () => setTimeout(mendRows));
