// Offsets: the server counts code points, the browser UTF-16 units. Texts without astral characters need no table.

export class CodePoints {
  constructor(content) {
    this.content = content;
    this.astral = []; // unit offsets of the characters that take two units
    for (const match of content.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) this.astral.push(match.index);
  }

  // How many characters of two units begin before `unit`.
  before(unit) {
    let low = 0;
    let high = this.astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.astral[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Code points before `unit`; a unit inside a character counts as its beginning.
  fromUnit(unit) {
    return unit - this.before(unit);
  }

  toUnit(point) {
    let low = 0;
    let high = this.astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // The middle-th astral character stands at this code point.
      if (this.astral[middle] - middle < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  slice(start, end) {
    return this.content.slice(this.toUnit(start), this.toUnit(end));
  }

  // Every place where `words` stand, in code points, overlaps too.
  find(words) {
    const places = [];
    for (let unit = words ? this.content.indexOf(words) : -1; unit >= 0; unit = this.content.indexOf(words, unit + 1)) {
      places.push({ start: this.fromUnit(unit), end: this.fromUnit(unit + words.length) });
    }
    return places;
  }

  // The same span without blank space at its ends; null where nothing is left.
  trimmed(start, end) {
    const words = this.slice(start, end);
    const unit = this.toUnit(start);
    const first = unit + (words.length - words.trimStart().length);
    const last = unit + words.trimEnd().length;
    return first < last ? { start: this.fromUnit(first), end: this.fromUnit(last) } : null;
  }
}
