// The map: country shapes offline, circles by toll, places that are not exact as areas; moving it chooses an area.

const REACH_KM = { 2: 25, 3: 40, 4: 100, 5: 200, 6: 300, 7: 100 };
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function circle([lon, lat], km) {
  const [dy, dx] = [km / 111.2, km / 111.2 / Math.max(0.05, Math.cos((lat * Math.PI) / 180))];
  const ring = Array.from({ length: 49 }, (_, n) => {
    const turn = (n * 2 * Math.PI) / 48;
    return [lon + dx * Math.cos(turn), lat + dy * Math.sin(turn)];
  });
  return { type: "Polygon", coordinates: [ring] };
}

const feature = (geometry, properties) => ({ type: "Feature", geometry, properties });
const collection = (features) => ({ type: "FeatureCollection", features });

// An outline that goes over the date line is drawn without a leap.
function unrolled(country) {
  const { type, coordinates } = country.geometry;
  const polygons = (type === "Polygon" ? [coordinates] : coordinates).map((rings) => {
    const lons = rings[0].map((point) => point[0]);
    if (Math.max(...lons) - Math.min(...lons) < 300) return rings;
    return rings.map((ring) => ring.map(([lon, lat]) => [lon < 0 ? lon + 360 : lon, lat]));
  });
  return { ...country, geometry: { type: "MultiPolygon", coordinates: polygons } };
}

function middle(country) {
  const rings = country.geometry.coordinates.map((polygon) => polygon[0]);
  const boxes = rings.map((ring) => {
    const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  });
  const [w, s, e, n] = boxes.reduce((a, b) => ((b[2] - b[0]) * (b[3] - b[1]) > (a[2] - a[0]) * (a[3] - a[1]) ? b : a));
  return feature({ type: "Point", coordinates: [(w + e) / 2, (s + n) / 2] }, { name: country.properties.name, size: (e - w) * (n - s) });
}

const paints = () => ({
  sea: { "background-color": token("--sea") },
  land: { "fill-color": token("--land") },
  border: { "line-color": token("--border"), "line-width": 0.8 },
  areas: { "fill-color": token("--dispute"), "fill-opacity": 0.14 },
  edges: { "line-color": token("--dispute"), "line-width": 1, "line-dasharray": [2, 2] },
  dots: {
    "circle-color": token("--dispute"), "circle-opacity": 0.72, "circle-stroke-color": token("--sheet"), "circle-stroke-width": 1,
    "circle-radius": ["max", 4, ["min", 28, ["+", 3, ["*", 1.4, ["sqrt", ["get", "killed"]]]]]],
  },
  names: { "text-color": token("--soft"), "text-halo-color": token("--land"), "text-halo-width": 1.2 },
  places: { "text-color": token("--ink"), "text-halo-color": token("--land"), "text-halo-width": 1.4 },
});

function style(countries) {
  const text = (size, more) => ({ "text-field": ["get", "name"], "text-size": size, "text-font": ["sans-serif"], ...more });
  const paint = paints();
  const layer = (id, type, source, more) => ({ id, type, ...(source && { source }), paint: paint[id], ...more });
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: countries },
      names: { type: "geojson", data: collection(countries.features.map(middle)) },
      areas: { type: "geojson", data: collection([]) },
      dots: { type: "geojson", data: collection([]) },
    },
    layers: [
      layer("sea", "background"),
      layer("land", "fill", "countries"),
      layer("border", "line", "countries"),
      layer("names", "symbol", "names", { layout: text(11, { "symbol-sort-key": ["-", ["get", "size"]] }) }),
      layer("areas", "fill", "areas"),
      layer("edges", "line", "areas"),
      layer("dots", "circle", "dots", { layout: { "circle-sort-key": ["-", ["get", "killed"]] } }),
      layer("places", "symbol", "dots", { minzoom: 4, layout: text(12, { "text-anchor": "top", "text-offset": [0, 0.7], "text-optional": true }) }),
    ],
  };
}

export async function map(element, vendor, choose) {
  const [library, { default: unpack }, atlas] = await Promise.all([
    import(`${vendor}maplibre-gl.js`), import(`${vendor}topojson/feature.js`),
    fetch(`${vendor}countries-50m.json`).then((answer) => answer.json()),
  ]);
  library.setWorkerUrl(`${vendor}maplibre-gl-worker.js`);
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${vendor}maplibre-gl.css` });
  document.head.append(sheet);
  const drawn = new library.Map({
    container: element, style: style(collection(unpack(atlas, "countries").features.map(unrolled))), center: [20, 20], zoom: 0.6, attributionControl: false,
    renderWorldCopies: false, dragRotate: false, pitchWithRotate: false, maxZoom: 12,
  });
  drawn.addControl(new library.NavigationControl({ showCompass: false }));
  drawn.addControl(new library.AttributionControl({ compact: true, customAttribution: "Natural Earth" }));
  await drawn.once("load");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const [id, paint] of Object.entries(paints())) {
      for (const [name, value] of Object.entries(paint)) drawn.setPaintProperty(id, name, value);
    }
  });
  let fitted = false;

  function show({ places, box }) {
    const exact = places.filter((place) => !REACH_KM[place.precision]);
    const rough = places.filter((place) => REACH_KM[place.precision]);
    const told = ({ name, count, killed, latitude, longitude, precision }) => ({ name, count, killed, latitude, longitude, precision });
    drawn.getSource("dots").setData(collection(exact.map((p) => feature({ type: "Point", coordinates: [p.longitude, p.latitude] }, told(p)))));
    drawn.getSource("areas").setData(collection(rough.map((p) => feature(circle([p.longitude, p.latitude], REACH_KM[p.precision]), told(p)))));
    if (fitted || !places.length) return;
    fitted = true;
    const bounds = new library.LngLatBounds();
    if (box) bounds.extend([box[0], box[1]]).extend([box[2], box[3]]);
    else for (const place of places) bounds.extend([place.longitude, place.latitude]);
    drawn.fitBounds(bounds, { padding: box ? 0 : 40, maxZoom: 6, animate: false });
  }

  drawn.on("moveend", (event) => {
    if (!event.originalEvent) return;
    choose({ box: drawn.getBounds().toArray().flat().map((n) => n.toFixed(3)).join(",") });
  });
  for (const layer of ["dots", "areas"]) {
    drawn.on("click", layer, ({ features: [{ properties: p }], lngLat }) => {
      const words = document.createElement("p");
      words.textContent = `${p.name ?? "no name"}: ${p.count} ${p.count === 1 ? "incident" : "incidents"}, ${p.killed} killed by best figures`;
      new library.Popup({ maxWidth: "18rem" }).setLngLat(lngLat).setDOMContent(words).addTo(drawn);
    });
    drawn.on("mouseenter", layer, () => (drawn.getCanvas().style.cursor = "pointer"));
    drawn.on("mouseleave", layer, () => (drawn.getCanvas().style.cursor = ""));
  }
  return { show };
}
