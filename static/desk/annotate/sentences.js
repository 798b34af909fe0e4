// Selecting by keyboard: sentence after sentence.

export class Sentences {
  constructor(view, language) {
    this.view = view;
    this.language = language;
  }

  get list() {
    this.spans ??= this.split();
    return this.spans;
  }

  split() {
    const { points, content } = this.view;
    const locale = Intl.Segmenter.supportedLocalesOf([this.language])[0] ?? "en";
    const spans = [];
    for (const { segment, index } of new Intl.Segmenter(locale, { granularity: "sentence" }).segment(content)) {
      const start = points.fromUnit(index);
      const span = points.trimmed(start, points.fromUnit(index + segment.length));
      if (span) spans.push(span);
    }
    return spans;
  }

  // The sentence after the span, or before it; the first one where nothing is selected.
  step(span, direction) {
    if (!span) return this.list[0] ?? null;
    if (direction > 0) return this.list.find((one) => one.start >= span.end) ?? span;
    return this.list.findLast((one) => one.end <= span.start) ?? span;
  }

  // The span with one sentence more at its end, or one less as long as one is left.
  extend(span, direction) {
    if (!span) return this.step(span, direction);
    if (direction > 0) return { start: span.start, end: this.step(span, 1).end };
    const shorter = this.list.findLast((one) => one.end < span.end && one.start >= span.start);
    return shorter ? { start: span.start, end: shorter.end } : span;
  }
}
