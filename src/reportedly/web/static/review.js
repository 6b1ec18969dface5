// Review by keyboard: a key presses the button, opens the form or follows the link that bears it.

import { picker } from "./pick.js";

const review = document.querySelector("#review");
const text = document.querySelector("#text");
const keys = document.querySelector("#keys");
const typing = (element) => element?.matches?.("input:not([type=radio]), textarea, select");
const opened = () => review.querySelector("details[open]");

text.querySelector(".now.start")?.scrollIntoView({ block: "center" });
review.querySelector(".tasks [aria-current]")?.scrollIntoView({ block: "center" });
scrollTo(0, 0);

// Words picked in the text go into the open form: as a name with its place, or as the event that they speak of.
const pick = picker(text, ({ start, end, words }) => {
  const open = opened();
  const kind = open?.dataset.pick;
  if (!kind) return;
  if (kind === "event") {
    const near = [...open.querySelectorAll("[data-start]")].find((radio) => radio.dataset.start >= start && radio.dataset.start < end);
    if (near) near.checked = true;
    return;
  }
  const form = open.querySelector("form");
  form.elements[kind].value = words;
  form.elements.start.value = start;
  form.elements.end.value = end;
});

function open(details) {
  for (const other of review.querySelectorAll("details[open]")) other.open = other === details;
  details.open = true;
  if (details.hasAttribute("data-begin")) {
    pick.begin(text.querySelector(".now.start"), () => details.querySelector("form").elements.source.focus());
  } else {
    const first = details.querySelector("[data-first]");
    first?.focus();
    first?.select?.();
  }
}

function press(element) {
  if (element.matches("details")) open(element);
  else if (element.matches("button")) element.form.requestSubmit(element);
  else element.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  const open = opened();
  if (event.key === "Escape") {
    pick.end();
    if (open) open.open = false;
    document.activeElement?.blur();
    return;
  }
  if (typing(event.target) || pick.active()) return;
  const digit = open && /^[1-9]$/.test(event.key) && open.querySelector(`[data-digit="${event.key}"]`);
  if (digit) {
    event.preventDefault();
    if (digit.matches("button")) return press(digit);
    digit.checked = true;
    digit.focus();
    return;
  }
  if (event.key === "Enter" && event.target.matches("[type=radio]")) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.key === "?") return keys.showModal();
  const named = review.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!named) return;
  event.preventDefault();
  press(named);
});

// A form is sent once, however often the key is pressed.
let sent = false;
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("pageshow", () => (sent = false));

review.dataset.ready = "";
