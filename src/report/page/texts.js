"use strict";
const index = JSON.parse(document.getElementById("index").textContent);
let blobLines = null;
const blobCache = new Map();

/** Text of blob `number`, inflated once. */
async function blob(number) {
  if (number === null || number === undefined) return null;
  if (blobCache.has(number)) return blobCache.get(number);
  blobLines ??= document.getElementById("blobs").textContent.split("\n");
  const bytes = Uint8Array.from(atob(blobLines[number]), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const text = await new Response(stream).text();
  blobCache.set(number, text);
  return text;
}

/** The modules of three.js, null where the page was made without them. */
const threeTexts = index.three && (async () => {
  const [core, renderer, controls] = await Promise.all([index.three.core, index.three.renderer, index.three.controls].map(blob));
  return { core, renderer, controls };
});

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const percent = (share) => `${Number((100 * share).toPrecision(3))} %`;
const esc = (text) => String(text ?? "").replace(/[&<>"']/g, (c) => escapes[c]);
/** A sentence for people: what stands between backticks is code. */
const prose = (text) => esc(text).replace(/`([^`]*)`/g, "<code>$1</code>");
const show = (value) => (value === null || value === undefined ? "–" : typeof value === "number" ? Number(value.toPrecision(5)).toString() : Array.isArray(value) ? "[" + value.map(show).join(", ") + "]" : typeof value === "object" ? Object.entries(value).map(([k, v]) => k + " " + show(v)).join(", ") : String(value));
