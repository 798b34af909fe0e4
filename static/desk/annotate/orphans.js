// Quotes that lost their place: each with the places where it may stand today. The editor decides, after a question.

export class Orphans {
  constructor(root, { outbox, words, onDone, tell }) {
    Object.assign(this, { root, outbox, words, onDone, tell });
    this.piece = document.getElementById("piece-orphan").content.firstElementChild;
  }

  async load() {
    try {
      const found = await this.outbox.find("orphans", {});
      this.root.replaceChildren(...found.map((orphan) => this.entry(orphan)));
      if (!found.length) this.root.textContent = this.words.no_orphans;
    } catch (error) {
      this.tell(error.message, true);
    }
  }

  entry(orphan) {
    const entry = this.piece.cloneNode(true);
    const quote = entry.querySelector("blockquote");
    quote.append(`…${orphan.prefix}`, strong(orphan.exact), `${orphan.suffix}…`);
    entry.querySelector(".orphan-rests").textContent = orphan.rests.join("; ");
    entry.querySelector("a").href = orphan.url;
    const list = entry.querySelector("ol");
    list.append(...orphan.candidates.map((candidate) => this.candidate(orphan, candidate)));
    if (!orphan.candidates.length) {
      list.replaceWith(Object.assign(document.createElement("p"), { textContent: this.words.no_candidates }));
    }
    return entry;
  }

  candidate(orphan, candidate) {
    const item = document.createElement("li");
    const words = document.createElement("blockquote");
    words.className = "desk-quote";
    words.append(`…${candidate.before}`, strong(candidate.exact), `${candidate.after}…`);
    const kind = candidate.is_exact ? this.words.same_words : this.words.similar_words;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: this.words.anchor_here });
    button.addEventListener("click", () => this.pressed(button, orphan, candidate));
    item.append(words, `${candidate.score.toFixed(2)} · ${kind} `, button);
    return item;
  }

  // The first press asks, the second acts.
  async pressed(button, orphan, candidate) {
    if (!button.dataset.asked) {
      button.dataset.asked = "yes";
      button.textContent = this.words.anchor_sure;
      return;
    }
    button.disabled = true;
    try {
      const done = await this.outbox.send("reanchor", { passage: orphan.id, exact: candidate.exact, start: candidate.start });
      this.onDone(done);
      await this.load();
    } catch (error) {
      button.disabled = false;
      this.tell(error.message, true);
    }
  }
}

function strong(words) {
  return Object.assign(document.createElement("strong"), { textContent: words });
}
