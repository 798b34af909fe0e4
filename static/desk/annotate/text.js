// The text on the page: a block for each line, a node for each run, all of them together exactly the stored text.
import { CodePoints } from "./codepoints.js";

export class TextView {
  constructor(root, content) {
    this.root = root;
    this.points = new CodePoints(content);
    this.content = content;
  }

  // Draw the text with `spans` ({start, end, className, credit} in code points) around its runs.
  draw(spans) {
    const edges = spans.map((span) => ({ ...span, from: this.points.toUnit(span.start), to: this.points.toUnit(span.end) }));
    edges.sort((one, other) => one.from - other.from || other.to - one.to);
    this.nodes = [];
    this.starts = new WeakMap();
    const lines = document.createDocumentFragment();
    let unit = 0;
    while (unit < this.content.length) {
      const stop = this.content.indexOf("\n", unit) + 1 || this.content.length;
      lines.append(this.line(unit, stop, edges));
      unit = stop;
    }
    this.root.replaceChildren(lines);
  }

  line(from, to, edges) {
    const line = document.createElement("div");
    line.className = "line";
    const here = edges.filter((span) => span.from < to && span.to > from);
    const cuts = new Set([from, to]);
    for (const span of here) {
      if (span.from > from) cuts.add(span.from);
      if (span.to < to) cuts.add(span.to);
    }
    const places = [...cuts].sort((one, other) => one - other);
    for (let place = 0; place + 1 < places.length; place += 1) {
      line.append(this.run(places[place], places[place + 1], here));
    }
    return line;
  }

  run(from, to, here) {
    const node = document.createTextNode(this.content.slice(from, to));
    this.nodes.push({ node, from });
    this.starts.set(node, from);
    const over = here.filter((span) => span.from < to && span.to > from);
    if (!over.length) return node;
    const element = document.createElement(over.some((span) => span.credit) ? "mark" : "span");
    element.className = over.map((span) => span.className).join(" ");
    const marks = over.filter((span) => span.credit);
    if (marks.length) element.title = marks.map((span) => span.credit).join("; ");
    // Generated content is seen and read out, but is no part of the text that is selected.
    if (marks.some((span) => span.from === from)) element.dataset.opens = "[";
    const closing = marks.filter((span) => span.to === to).map((span) => span.credit);
    if (closing.length) element.dataset.closes = ` – ${closing.join("; ")}]`;
    element.append(node);
    return element;
  }

  // Where a code point stands in the page.
  place(point, isEnd = false) {
    const unit = this.points.toUnit(point);
    let low = 0;
    let high = this.nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.nodes[middle].from < unit || (!isEnd && this.nodes[middle].from === unit)) low = middle;
      else high = middle - 1;
    }
    const { node, from } = this.nodes[low];
    return [node, Math.min(unit - from, node.length)];
  }

  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.place(start));
    range.setEnd(...this.place(end, true));
    return range;
  }

  staticRange(start, end) {
    const [startContainer, startOffset] = this.place(start);
    const [endContainer, endOffset] = this.place(end, true);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  // The code point at a boundary of a selection, wherever in the text's elements it lies.
  pointAt(container, offset) {
    const from = this.starts.get(container);
    if (from !== undefined) return this.points.fromUnit(from + offset);
    const walker = document.createTreeWalker(this.root, NodeFilter.SHOW_TEXT);
    const next = container.childNodes[offset];
    if (next) {
      walker.currentNode = next;
      const node = next.nodeType === Node.TEXT_NODE ? next : walker.nextNode();
      if (node) return this.points.fromUnit(this.starts.get(node));
      return this.points.fromUnit(this.content.length);
    }
    const after = document.createRange();
    after.setStart(container, offset);
    const following = this.nodes.find(({ node }) => after.comparePoint(node, 0) >= 0);
    return this.points.fromUnit(following ? following.from : this.content.length);
  }

  // What is selected in the text, trimmed and in code points; null where nothing of it is.
  selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.root)) return null;
    const all = document.createRange();
    all.selectNodeContents(this.root);
    if (range.compareBoundaryPoints(Range.START_TO_START, all) < 0) range.setStart(this.root, 0);
    if (range.compareBoundaryPoints(Range.END_TO_END, all) > 0) range.setEnd(this.root, this.root.childNodes.length);
    return this.points.trimmed(
      this.pointAt(range.startContainer, range.startOffset),
      this.pointAt(range.endContainer, range.endOffset),
    );
  }

  // The code point under the pointer; null outside the text.
  pointUnder(x, y) {
    const at = document.caretPositionFromPoint?.(x, y);
    const caret = at ? [at.offsetNode, at.offset] : fromRange(document.caretRangeFromPoint?.(x, y));
    return caret && this.starts.has(caret[0]) ? this.pointAt(...caret) : null;
  }
}

function fromRange(range) {
  return range ? [range.startContainer, range.startOffset] : null;
}
