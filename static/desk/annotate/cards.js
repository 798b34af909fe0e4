// The cards in the margin, each beside its passage; where there is no margin they follow the text.

const GAP = 8;
const wide = matchMedia("(min-width: 64rem)");

export class Cards {
  constructor(root, view, { onOpen, onDecide }) {
    Object.assign(this, { root, view, onOpen, onDecide });
    this.piece = document.getElementById("piece-card").content.firstElementChild;
    this.entries = [];
    this.active = null;
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("focusin", (event) => {
      const card = event.target.closest(".annotate-card");
      if (card && event.target !== card) this.onOpen(card.dataset.key);
    });
    wide.addEventListener("change", () => this.arrange());
    new ResizeObserver(() => this.arrange()).observe(view.root);
  }

  clicked(event) {
    const card = event.target.closest(".annotate-card");
    if (!card) return;
    const decision = event.target.closest("[data-decision]")?.dataset.decision;
    if (decision) this.onDecide(card.dataset.key.split(":")[1], decision);
    else if (!event.target.closest("a")) this.onOpen(card.dataset.key);
  }

  // Cards that are the same as before stay as they are.
  show(entries) {
    const before = new Map(this.entries.map((one) => [one.key, one]));
    this.entries = entries.map((one) => {
      const signature = JSON.stringify(one);
      const known = before.get(one.key);
      return known?.signature === signature ? known : { ...one, signature, card: this.card(one), height: 0 };
    });
    this.root.replaceChildren(...this.entries.map((one) => one.card));
    this.activate(this.active, { arrange: false });
    this.arrange();
  }

  card(one) {
    const card = this.piece.cloneNode(true);
    const at = (name) => card.querySelector(name);
    card.dataset.key = one.key;
    card.classList.add(`is-${one.type}`, `is-${one.stance || one.kind}`);
    at(".card-what").textContent = [one.who, one.what].filter(Boolean).join(" ");
    at(".card-status").textContent = one.status;
    const link = at(".card-claim a");
    if (one.claim) Object.assign(link, { textContent: one.claim, href: one.claim_url });
    else link.parentElement.remove();
    this.fill(at(".card-chain"), one.chain);
    this.fill(at(".card-note"), one.note);
    at(".card-edit").href = one.url;
    if (!one.isSuggested) card.querySelectorAll("[data-decision]").forEach((button) => button.remove());
    return card;
  }

  fill(element, words) {
    if (words) element.textContent = words;
    else element.remove();
  }

  activate(key, { arrange = true } = {}) {
    const last = this.entries.find((one) => one.key === this.active);
    if (last) {
      last.card.classList.remove("is-active");
      last.height = 0;
    }
    const found = this.entries.find((one) => one.key === key);
    this.active = found ? key : null;
    if (found) {
      found.card.classList.add("is-active");
      found.height = 0;
    }
    if (arrange) this.arrange();
    return found ?? null;
  }

  // Read all positions, then write all positions: the browser lays the page out once.
  arrange() {
    this.root.classList.toggle("is-margin", wide.matches);
    if (!wide.matches) {
      for (const one of this.entries) one.card.style.removeProperty("transform");
      this.root.style.removeProperty("height");
      this.width = 0;
      return;
    }
    const width = this.view.root.offsetWidth;
    if (width !== this.width) for (const one of this.entries) one.height = 0;
    this.width = width;
    const top = this.root.getBoundingClientRect().top;
    for (const one of this.entries) {
      if (!one.height) {
        one.height = one.card.offsetHeight;
        one.wanted = this.view.range(one.start, one.end).getBoundingClientRect().top - top;
      }
    }
    this.place();
  }

  // From the active card up and down: it stands right beside its passage, the others make room.
  place() {
    const middle = Math.max(0, this.entries.findIndex((one) => one.key === this.active));
    let free = 0;
    for (let index = middle; index < this.entries.length; index += 1) {
      const one = this.entries[index];
      one.top = Math.max(one.wanted, index === middle ? 0 : free);
      free = one.top + one.height + GAP;
    }
    let below = this.entries[middle]?.top ?? 0;
    for (let index = middle - 1; index >= 0; index -= 1) {
      const one = this.entries[index];
      one.top = Math.min(one.wanted, below - one.height - GAP);
      below = one.top;
    }
    this.pushDown(middle);
    const last = this.entries.at(-1);
    this.root.style.height = last ? `${last.top + last.height}px` : "0";
    for (const one of this.entries) {
      if (one.top !== one.drawn) one.card.style.transform = `translateY(${Math.round(one.top)}px)`;
      one.drawn = one.top;
    }
  }

  // Cards that would stand above the first line push the rest down again.
  pushDown(middle) {
    let free = 0;
    for (let index = 0; index < this.entries.length; index += 1) {
      const one = this.entries[index];
      if (one.top >= free && index >= middle) break;
      one.top = Math.max(one.top, free);
      free = one.top + one.height + GAP;
    }
  }
}
