// The quote pasted instead of selected: found exactly, or not at all.

const AROUND = 40;

export function pasting({ view, words, composer, select }) {
  const field = document.getElementById("quote");
  const places = document.getElementById("places");

  function take(span) {
    places.hidden = true;
    field.value = "";
    select(span);
    composer.open(span, { focus: true });
  }

  function button(span) {
    const { points } = view;
    const made = Object.assign(document.createElement("button"), { type: "button" });
    const strong = Object.assign(document.createElement("strong"), { textContent: points.slice(span.start, span.end) });
    const before = points.slice(Math.max(0, span.start - AROUND), span.start);
    made.append(`…${before}`, strong, `${points.slice(span.end, span.end + AROUND)}…`);
    made.addEventListener("click", () => take(span));
    return made;
  }

  function say(message, found = []) {
    const line = Object.assign(document.createElement("p"), { textContent: message });
    places.replaceChildren(line, ...found.slice(0, 50).map(button));
    places.hidden = false;
    places.querySelector("button")?.focus();
  }

  // Stored texts have plain line ends and composed characters; letters and marks must be those of the text.
  function wanted() {
    return field.value.replaceAll("\r\n", "\n").normalize("NFC").trim();
  }

  document.getElementById("quote-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const found = view.points.find(wanted());
    if (found.length === 1) take(found[0]);
    else say(found.length ? words.found_often : words.not_found, found);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  });
}
