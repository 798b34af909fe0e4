// Select2 draws boxes without a name; this gives them the name of the field that they stand for.
"use strict";

function name(select) {
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const drawn = select.nextElementSibling;
  if (!label || !drawn?.classList.contains("select2-container")) return;
  label.id ||= `${select.id}_label`;
  const box = drawn.querySelector(".select2-selection");
  const value = drawn.querySelector(".select2-selection__rendered");
  box?.setAttribute("aria-labelledby", [label.id, value?.id].filter(Boolean).join(" "));
  // Where several can be chosen, one types into a field inside the box.
  drawn.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
  // The chosen value is the content of the box that has just been named, not a field of its own.
  value?.removeAttribute("role");
  value?.removeAttribute("aria-readonly");
  // Select2 puts the cross that clears all of them among the items of the list: then it is no list.
  if (value?.tagName === "UL") [value, ...value.querySelectorAll("li")].forEach((item) => item.setAttribute("role", "presentation"));
}

function nameAll() {
  document.querySelectorAll("select.admin-autocomplete").forEach(name);
}

// Later than jQuery, which draws the boxes in a turn of its own.
window.addEventListener("load", () => setTimeout(nameAll));
document.addEventListener("formset:added", () => setTimeout(nameAll));
