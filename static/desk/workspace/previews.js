// What is being written as readers will see it: the page in its frame, the reasons, how many characters are left.

import { token } from "../outbox.js";

const WAIT = 800; // milliseconds without a key

export function previewing({ outbox, form }) {
  const button = document.querySelector("[data-preview]");
  const details = document.querySelector(".ws-rationale");
  let timer;

  async function reasons() {
    if (!details?.open) return;
    try {
      const { html } = await outbox.submit("rationale/", form);
      const drawn = new DOMParser().parseFromString(html, "text/html");
      document.getElementById("rationale-preview").replaceChildren(...drawn.body.childNodes);
    } catch {
      // The next step says what is the matter.
    }
  }

  function now() {
    clearTimeout(timer);
    const shown = document.querySelector("iframe[name=preview]");
    // Whoever looks at the markup goes on looking at it; it is that of what is saved.
    if (shown.contentDocument?.URL.includes("/claim-review/")) shown.contentWindow.location.reload();
    else if (button && form) {
      renewFrame();
      form.elements.csrfmiddlewaretoken.value = token();
      // The button sends the form into the frame, with script or without.
      form.requestSubmit(button);
    }
    reasons();
  }

  details?.addEventListener("toggle", reasons);
  return {
    now,
    later() {
      clearTimeout(timer);
      timer = setTimeout(now, WAIT);
    },
  };
}

// A frame of its own for each view: the browser's way back does not lead through all of them, and nothing flickers.
function renewFrame() {
  const shown = document.querySelector("iframe[name=preview]");
  const fresh = shown.cloneNode(false);
  fresh.removeAttribute("src");
  fresh.classList.add("is-loading");
  shown.removeAttribute("name");
  // The window keeps the name that it was made with, and would be sent what is meant for the new one.
  shown.contentWindow.name = "";
  shown.after(fresh);
  fresh.addEventListener("load", () => {
    // A newer view has been asked for meanwhile where the name is gone.
    if (!fresh.name || fresh.contentDocument?.URL === "about:blank") return;
    const top = document.querySelector(".ws-frame:not(.is-loading)")?.contentWindow?.scrollY ?? 0;
    document.querySelectorAll(".ws-frame").forEach((frame) => frame !== fresh && frame.remove());
    fresh.classList.remove("is-loading");
    fresh.contentWindow.scrollTo(0, top);
  });
}

export function counting(words) {
  for (const field of document.querySelectorAll("[data-count]")) {
    const place = document.createElement("output");
    place.className = "ws-count";
    place.htmlFor = field.id;
    field.after(place);
    const show = () => {
      const left = Number(field.dataset.count) - Array.from(field.value).length;
      place.textContent = (left < 0 ? words.over : words.left).replace("%s", Math.abs(left));
      place.classList.toggle("is-over", left < 0);
    };
    field.addEventListener("input", show);
    show();
  }
}

// A link to what is missing leads into the field; one to an inquiry names the claimant already.
export function follow() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".ws-missing a");
    if (!link) return;
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const within = place?.matches("h2") ? place.closest("section") : place;
    const field = within?.matches("input, textarea, select") ? within : firstField(within, link);
    if (!field) return;
    event.preventDefault();
    for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    if (link.dataset.claimant && field.tagName === "SELECT") field.value = link.dataset.claimant;
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}

function firstField(within, link) {
  if (link.dataset.claimant) return within?.querySelector("select");
  return within?.querySelector("input:not([type=hidden]), textarea, select, button") ?? within;
}
