// Incidents over time as bars; drag over them, or move the handles by arrow keys, to choose from when to when.

const NS = "http://www.w3.org/2000/svg";
const FOOT = 22;

function draw(parent, name, attributes, text) {
  const made = parent.appendChild(document.createElementNS(NS, name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const lastDay = (label) => {
  const [year, month] = label.split("-").map(Number);
  return month ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : `${label}-12-31`;
};
const firstDay = (label) => (label.length > 4 ? `${label}-01` : `${label}-01-01`);

export function timeline(svg, choose) {
  let bins = [];
  let chosen = null;
  let [width, height] = [600, 200];
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(bins.length - 1, Math.max(0, Math.floor(share * bins.length)));
  };
  const settle = () => {
    const [one, other] = [Math.min(...chosen), Math.max(...chosen)];
    choose({ since: firstDay(bins[one].label), until: lastDay(bins[other].label) });
  };

  function show({ bins: found, since, until }) {
    bins = found;
    svg.replaceChildren();
    [width, height] = [svg.clientWidth || width, svg.clientHeight || height];
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    document.querySelector("#span").textContent = since || until ? `${since ?? "…"} to ${until ?? "…"}` : "";
    if (!bins.length) return;
    const most = Math.max(...bins.map((bin) => bin.count));
    const step = width / bins.length;
    bins.forEach((bin, n) => {
      const tall = (bin.count / most) * (height - FOOT - 8);
      const inside = (!since || lastDay(bin.label) >= since) && (!until || firstDay(bin.label) <= until);
      const bar = draw(svg, "rect", {
        class: inside ? "bar" : "bar out", x: n * step, width: step > 4 ? step - 1 : Math.max(step, 2), y: height - FOOT - tall, height: tall,
      });
      draw(bar, "title", {}, `${bin.label}: ${bin.count}`);
    });
    const every = Math.max(1, Math.ceil(bins.length / 5));
    bins.forEach((bin, n) => {
      if (n % every === 0) draw(svg, "text", { x: n * step, y: height - 6 }, bin.label);
    });
    handles(since, until, step);
  }

  function handles(since, until, step) {
    const first = since ? bins.findIndex((bin) => lastDay(bin.label) >= since) : 0;
    const last = until ? bins.findLastIndex((bin) => firstDay(bin.label) <= until) : bins.length - 1;
    const ends = [first < 0 ? 0 : first, last < 0 ? bins.length - 1 : last];
    ends.forEach((end, n) => {
      const handle = draw(svg, "rect", {
        class: "handle", x: (end + n) * step - 2, width: 4, y: 0, height: height - FOOT, tabindex: 0, role: "slider",
        "aria-label": n ? "to" : "from", "aria-valuemin": 0, "aria-valuemax": bins.length - 1, "aria-valuenow": end,
        "aria-valuetext": bins[end].label,
      });
      handle.addEventListener("keydown", (event) => {
        const moved = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (!moved) return;
        event.preventDefault();
        chosen = ends.with(n, Math.min(bins.length - 1, Math.max(0, end + moved)));
        settle();
      });
    });
  }

  svg.addEventListener("pointerdown", (event) => {
    if (!bins.length) return;
    svg.setPointerCapture(event.pointerId);
    chosen = [at(event), at(event)];
  });
  svg.addEventListener("pointermove", (event) => {
    if (!chosen || !svg.hasPointerCapture(event.pointerId)) return;
    chosen[1] = at(event);
    const [one, other] = [Math.min(...chosen), Math.max(...chosen)];
    svg.querySelectorAll(".bar").forEach((bar, n) => bar.classList.toggle("out", n < one || n > other));
  });
  svg.addEventListener("pointerup", () => {
    if (chosen) settle();
    chosen = null;
  });
  return { show };
}
