// Finding somebody by typing: arrows choose, Enter takes, Escape closes; a name that is not there can be created.

const WAIT = 150;
let made = 0;

export function combobox(root, { find, words, create = false, onChange = () => {} }) {
  const input = root.querySelector("[role=combobox]");
  const hidden = root.querySelector("input[type=hidden]");
  const list = root.querySelector("[role=listbox]");
  let options = [];
  let current = -1;
  let timer;
  let running;
  made += 1;
  list.id = `choices-${made}`;
  input.setAttribute("aria-controls", list.id);

  function close() {
    clearTimeout(timer);
    running?.abort();
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function take(option) {
    hidden.value = option.value;
    input.value = option.name;
    close();
    onChange(option);
  }

  function point(place) {
    current = place;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === place)));
    if (place >= 0) {
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    }
  }

  function entry(option, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(option.label ?? option.name);
    if (option.note) {
      const note = document.createElement("span");
      note.textContent = ` ${option.note}`;
      item.append(note);
    }
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(option);
    });
    return item;
  }

  function show(found) {
    const name = input.value.trim();
    options = found;
    if (create && name && !found.some((one) => one.name === name)) {
      options = [...found, { value: "", name, label: words.create.replace("%s", name), isNew: true, roles: [] }];
    }
    list.replaceChildren(...options.map(entry));
    if (!options.length) {
      const empty = document.createElement("li");
      empty.textContent = words.nobody;
      list.append(empty);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    point(options.length && name ? 0 : -1);
  }

  async function ask() {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      const found = await find(input.value.trim(), signal);
      if (!signal.aborted) show(found);
    } catch (error) {
      // What was typed can still be created, and sent once the server answers again.
      if (error.name !== "AbortError") show([]);
    }
  }

  input.addEventListener("input", () => {
    hidden.value = "";
    onChange(null);
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) ask();
    else if (event.key === "ArrowDown" && options.length) point((current + 1) % options.length);
    else if (event.key === "ArrowUp" && options.length) point((current - 1 + options.length) % options.length);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !list.hidden && current >= 0) take(options[current]);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      // No half-filled form is sent by the key that closes a list.
    } else if (event.key === "Escape" && !list.hidden) {
      close();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  return { take };
}
