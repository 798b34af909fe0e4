// Appearances and evidence as highlights; where they overlap each keeps a line of its own under the words.

const LANES = 3;
export const canHighlight = typeof Highlight === "function" && Boolean(CSS.highlights);

// Give each annotation the first lane that is free where it starts; beyond the last lane they share it.
export function withLanes(annotations) {
  const ends = [];
  return annotations.map((one) => {
    let lane = ends.findIndex((end) => end <= one.start);
    if (lane < 0) lane = ends.length < LANES ? ends.length : LANES - 1;
    ends[lane] = Math.max(ends[lane] ?? 0, one.end);
    return { ...one, lane };
  });
}

export function nameOf(annotation) {
  const kind = annotation.type === "appearance" ? "appearance" : annotation.stance;
  return `${kind}-${annotation.lane}`;
}

// Where the browser has no highlights, the same classes go around the runs of the text.
export function asSpans(annotations) {
  return canHighlight ? [] : annotations.map((one) => ({ ...one, className: `on ${nameOf(one)}`, credit: "" }));
}

export function paint(view, annotations) {
  if (!canHighlight) return;
  const named = new Map();
  for (const one of annotations) {
    const name = nameOf(one);
    if (!named.has(name)) named.set(name, []);
    named.get(name).push(view.staticRange(one.start, one.end));
  }
  for (const name of [...CSS.highlights.keys()]) {
    if (/-\d$/.test(name) && !named.has(name)) CSS.highlights.delete(name);
  }
  for (const [name, ranges] of named) CSS.highlights.set(name, new Highlight(...ranges));
}

// Set one span apart, such as the passage that a form is about; none with null.
export function single(view, name, span) {
  if (!canHighlight) return;
  if (!span) CSS.highlights.delete(name);
  else {
    const highlight = new Highlight(view.staticRange(span.start, span.end));
    highlight.priority = 1;
    CSS.highlights.set(name, highlight);
  }
}
