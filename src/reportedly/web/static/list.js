// The list page: map and timeline beside the list, each showing what the other filters leave; the address holds it all.

const overview = document.querySelector("#overview");
const views = [];

async function refresh() {
  const answer = await fetch(overview.dataset.spread + location.search);
  if (!answer.ok) return;
  const spread = await answer.json();
  for (const view of views) view.show(spread);
}

// A choice in a view is a change of the form; htmx asks for the list, and the views are drawn anew after it.
export function choose(values) {
  const form = document.querySelector("#filters");
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

if (overview) {
  overview.hidden = false;
  const { timeline } = await import("./timeline.js");
  views.push(timeline(document.querySelector("#timeline"), choose));
  document.body.addEventListener("htmx:afterSettle", refresh);
  await refresh();
  if (document.createElement("canvas").getContext("webgl2")) {
    const { map } = await import("./map.js");
    views.push(await map(document.querySelector("#map"), overview.dataset.vendor, choose));
    await refresh();
  } else {
    document.querySelector("#map").textContent = "This browser draws no maps (WebGL is off); the facets find places by name.";
  }
}
