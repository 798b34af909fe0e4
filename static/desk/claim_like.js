// While a claim is typed: which claims are like it? Without this script the form asks when it is saved.
"use strict";

const WAIT = 250; // milliseconds without a key
const SHORTEST = 12; // characters that are worth asking for

const box = document.getElementById("claim-like");
const statement = document.getElementById("id_statement");
const language = document.getElementById("id_language");

let timer;
let running;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function entry(claim) {
  const item = document.createElement("li");
  const facts = [claim.status, claim.verdict].filter(Boolean).join(" · ");
  item.append(
    element("a", claim.statement, { href: claim.url, target: "_blank", rel: "noopener", lang: claim.language }),
    " ",
    element("span", facts),
  );
  if (claim.polarity === "same" || claim.polarity === "opposite") {
    item.append(" · ", element("strong", box.dataset[claim.polarity]));
  }
  return item;
}

function show(claims) {
  box.hidden = claims.length === 0;
  const list = document.createElement("ul");
  list.append(...claims.map(entry));
  box.replaceChildren(element("h3", box.dataset.title), list);
}

async function ask() {
  running?.abort();
  const text = statement.value.trim();
  if (text.length < SHORTEST) {
    show([]);
    return;
  }
  running = new AbortController();
  const query = new URLSearchParams({ statement: text.slice(0, 1000), language: language.value });
  try {
    const response = await fetch(`${box.dataset.url}?${query}`, { signal: running.signal });
    show(response.ok ? (await response.json()).claims : []);
  } catch (error) {
    // An answer that nobody waits for any more, or no network: the form asks again when it is saved.
    if (error.name !== "AbortError") show([]);
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
}

if (box && statement && language) {
  statement.closest(".form-row").append(box);
  statement.addEventListener("input", later);
  language.addEventListener("change", later);
}
