// ---- plots of a number over time ----
const PLOT = { W: 350, H: 190, L: 62, B: 24, T: 8, R: 12 };

function plot(title, unit, t, ref, cand, tc) {
  const { W, H, L, B, T, R } = PLOT;
  const values = [...(ref ?? []), ...(cand ?? [])].filter((v) => v !== null), times = [...(t ?? []), ...(tc ?? [])].filter((v) => v !== null);
  if (!values.length) return "";
  let lo = Math.min(...values), hi = Math.max(...values);
  if (hi - lo < Math.max(1e-9, 1e-7 * Math.max(Math.abs(lo), Math.abs(hi)))) { lo -= 0.5; hi += 0.5; }
  const t1 = Math.max(...times, 1e-9);
  const x = (v) => L + ((W - L - R) * v) / t1, y = (v) => T + (H - T - B) * (1 - (v - lo) / (hi - lo));
  const path = (ts, vs) => { let d = "", pen = "M"; (vs ?? []).forEach((v, i) => { if (v === null) { pen = "M"; return; } d += `${pen}${x(ts[i]).toFixed(1)} ${y(v).toFixed(1)}`; pen = "L"; }); return d; };
  // As many decimals as tell the ends of the axis apart, one more for what lies between; no "−0".
  const decimals = (span) => Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(span))));
  const tick = (v, span) => (Math.abs(v) < span / 1e3 ? 0 : v).toFixed(decimals(span)).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "").replace("-", "−");
  const label = (share) => `<text x="${L - 5}" y="${(y(lo + share * (hi - lo)) + 4).toFixed(1)}" text-anchor="end">${tick(lo + share * (hi - lo), hi - lo)}</text>`;
  return `<figure><svg class="plot" viewBox="0 0 ${W} ${H}" width="${W}" height="${H}" data-end="${t1}" role="img" aria-label="${esc(title)} over time">` +
    `<path class="axis" d="M${L} ${T}V${H - B}H${W - R}" fill="none"/>` +
    label(1) + label(0.5) + label(0) +
    `<text x="${L}" y="${H - 8}">0</text><text x="${W - R}" y="${H - 8}" text-anchor="end">${tick(t1, t1)} s</text>` +
    `<path class="ref" d="${path(t, ref)}"/><path class="cand" d="${path(tc, cand)}"/><path class="now"/></svg><figcaption>${esc(title)} (${unit})</figcaption></figure>`;
}

/** Moves the line that says what instant a replay shows, in all plots below `element`. */
function showInstant(element, t) {
  for (const svg of element.querySelectorAll("svg.plot")) {
    const x = PLOT.L + ((PLOT.W - PLOT.L - PLOT.R) * t) / Number(svg.dataset.end);
    svg.querySelector(".now").setAttribute("d", `M${x.toFixed(1)} ${PLOT.T}V${PLOT.H - PLOT.B}`);
  }
}

/** What of `others` belongs to `list[k]`: its namesake (of several the one at the same place among them), else what stands at its place, unless that is the namesake of another. */
function twinOf(list, k, others) {
  const namesakes = (all, name) => all.filter((o) => o.name && o.name === name), name = list[k].name;
  const same = namesakes(others, name)[namesakes(list.slice(0, k), name).length];
  return same ?? (namesakes(list, others[k]?.name).length > 0 ? undefined : others[k]);
}
