// The queue by keyboard: j and k move, Enter opens.

const links = [...document.querySelectorAll(".queue > li > a")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const at = links.indexOf(document.activeElement);
  const to = { j: at + 1, k: at < 0 ? 0 : at - 1 }[event.key];
  if (to !== undefined) links[Math.min(Math.max(to, 0), links.length - 1)]?.focus();
  else if (event.key === "Enter" && at < 0 && document.activeElement === document.body) links[0]?.click();
});
