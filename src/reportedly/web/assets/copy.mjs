// Copies what the pages need out of node_modules into ../static/vendor. Run by `make install`.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";

const from = new URL("node_modules/", import.meta.url);
const to = new URL("../static/vendor/", import.meta.url);

const files = {
  "htmx.org/dist/htmx.min.js": "htmx.js",
  "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.js",
  "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.js",
  "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
  "world-atlas/countries-50m.json": "countries-50m.json",
  "topojson-client/src/feature.js": "topojson/feature.js",
  "topojson-client/src/identity.js": "topojson/identity.js",
  "topojson-client/src/reverse.js": "topojson/reverse.js",
  "topojson-client/src/transform.js": "topojson/transform.js",
};

const faces = [
  ["source-sans-3", "index.css"],
  ["source-serif-4", "index.css"],
  ["source-serif-4", "wght-italic.css"],
];

await rm(to, { recursive: true, force: true });
for (const [source, target] of Object.entries(files)) {
  await cp(new URL(source, from), new URL(target, to), { recursive: true });
}

// Only the alphabets that most pages need; a browser loads one only where its letters are on the page.
await mkdir(new URL("fonts/", to), { recursive: true });
let css = "";
for (const [family, sheet] of faces) {
  const home = new URL(`@fontsource-variable/${family}/`, from);
  const rules = (await readFile(new URL(sheet, home), "utf8")).match(/@font-face \{[^}]*\}/g);
  for (const rule of rules) {
    const [, file] = rule.match(/files\/([\w-]+?-(latin|latin-ext|cyrillic|greek)-wght-\w+\.woff2)/) ?? [];
    if (!file) continue;
    await cp(new URL(`files/${file}`, home), new URL(`fonts/${file}`, to));
    css += rule.replace("./files/", "./fonts/") + "\n";
  }
}
await writeFile(new URL("fonts.css", to), css);
