// Pointing at one lights the other: everything with the same claim in data-on belongs together.

const named = (element) => (element?.dataset.on ?? "").split(" ").filter(Boolean);

function light(ids, from) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const id of ids) {
    for (const element of document.querySelectorAll(`[data-on~="${CSS.escape(id)}"]`)) {
      element.classList.add("lit");
      bringNear(element, from);
    }
  }
}

// Within a pane that scrolls on its own, what lights up comes into sight; the page itself stays where it is.
function bringNear(element, from) {
  const pane = element.closest("[data-follow]");
  if (!pane || pane.contains(from)) return;
  const inside = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (inside.top < frame.top || inside.bottom > frame.bottom) {
    pane.scrollTop += inside.top - frame.top - frame.height / 3;
  }
}

for (const event of ["pointerover", "focusin"]) {
  document.addEventListener(event, ({ target }) => {
    const element = target.closest?.("[data-on]");
    light(named(element), element);
  });
}
