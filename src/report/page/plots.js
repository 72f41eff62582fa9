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

/** [[ours, theirs], …]: what belongs together; what has no twin stands alone. */
function pairsOf(ours, theirs) {
  const pairs = ours.map((one, k) => [one, twinOf(ours, k, theirs)]);
  return [...pairs, ...theirs.filter((other) => !pairs.some((pair) => pair[1] === other)).map((other) => [undefined, other])];
}

const spanOf = (numbers) => { let low = Infinity, high = -Infinity; for (const x of numbers ?? []) { if (x < low) low = x; if (x > high) high = x; } return high > low ? high - low : 0; };

/** Plots of [{title, unit, cand, ref}]: numbers over the instants of the two scenes, undefined where one has none. */
function figuresHtml(rows, candidate, reference) {
  const listed = (numbers) => numbers && Array.from(numbers, (x) => (Number.isFinite(x) ? x : null));
  return rows.map(({ title, unit, cand, ref }) => {
    const known = [cand, ref].some((numbers) => numbers?.some((x) => Number.isFinite(x)));
    return known ? plot(title, unit, ref && listed(reference.times), listed(ref), listed(cand), cand && listed(candidate.times)) : "";
  }).join("");
}

/** Every coordinate of every joint, the candidate's beside the reference's; scenes are decoded, `reference` may be null. */
function jointRows(candidate, reference) {
  return pairsOf(candidate.joints, reference?.joints ?? []).flatMap(([c, r]) => {
    const joint = c ?? r, count = Math.max(c?.coordinates.length ?? 0, r?.coordinates.length ?? 0);
    return Array.from({ length: count }, (_, k) => ({ title: (joint.name ?? `${joint.type} ${joint.id}`) + (count > 1 ? ` ${k + 1}` : ""), unit: joint.unit ?? r?.unit ?? "", cand: c?.coordinates[k], ref: r?.coordinates[k] }));
  });
}

/** How an orientation differs from that at the start: [w, x, y, z]. */
function turnedSince({ columns: c }, i) {
  const [w, x, y, z] = [3, 4, 5, 6].map((k) => c[k][i]), [a, b, d, e] = [3, 4, 5, 6].map((k) => (k > 3 ? -c[k][0] : c[k][0]));
  return [w * a - x * b - y * d - z * e, w * b + x * a + y * e - z * d, w * d - x * e + y * a + z * b, w * e + x * d - y * b + z * a];
}

/** The axis about which it turns furthest from its start, and how far: the sine of half the angle. */
function axisOf(track) {
  let axis = [0, 0, 1], most = 0;
  for (let i = 0; i < track.columns[3].length; i++) {
    const v = turnedSince(track, i).slice(1), size = Math.hypot(...v);
    if (size > most) { most = size; axis = v.map((x) => x / size); }
  }
  return [axis, most];
}

/** The angle about an axis, rad, past whole turns. */
function anglesAbout(track, axis) {
  let last = 0;
  return track.columns[3].map((_, i) => {
    const [w, ...v] = turnedSince(track, i);
    let angle = 2 * Math.atan2(v.reduce((sum, x, k) => sum + x * axis[k], 0), w);
    while (angle - last > 2 * Math.PI) angle -= 4 * Math.PI;
    while (angle - last < -2 * Math.PI) angle += 4 * Math.PI;
    return (last = angle);
  });
}

/** The angles of at most `most` bodies that no joint with coordinates holds, those that turn most first; about the axis on which the one of a pair that turns further does. */
function turnRows(candidate, reference, most) {
  const turns = (body) => body?.track.columns?.length >= 7, hasAngle = (scene, body) => scene.joints.some((j) => j.coordinates.length && j.bodies?.includes(body.id));
  const whole = (scene, body, axis) => { const out = new Float64Array(scene.times.length).fill(NaN); out.set(anglesAbout(body.track, axis), body.track.from); return out; };
  const found = [];
  for (const [c, r] of pairsOf(candidate.bodies, reference?.bodies ?? [])) {
    if (c ? hasAngle(candidate, c) : hasAngle(reference, r)) continue;
    const [axis, sine] = [c, r].filter(turns).map((body) => axisOf(body.track)).sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
    if (sine > 1e-3) found.push([c, r, axis, sine]);
  }
  return found.sort((a, b) => b[3] - a[3]).slice(0, most).map(([c, r, axis]) => ({
    title: `${(c ?? r).name ?? `body ${(c ?? r).id}`}: turned about [${axis.map((x) => Number(x.toFixed(2)) + 0).join(", ")}]`, unit: "rad",
    cand: turns(c) ? whole(candidate, c, axis) : undefined, ref: turns(r) ? whole(reference, r, axis) : undefined }));
}

/** What the colours of plots mean. */
const curvesLegend = (names) => `<p class='legend'>${names.map((name) => `<span><i style='background:${name === "reference" ? "#8b9198" : "#26708f"}'></i>${name}</span>`).join("")}</p>`;
