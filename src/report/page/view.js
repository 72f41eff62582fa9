// ---- the page of one script: its replay, its requirements, and a plot of every coordinate and energy ----
const MOST_PLOTTED = 12;  // bodies; those that move most

const listed = (numbers) => Array.from(numbers, (x) => (Number.isFinite(x) ? x : null));

/** Plots of [{title, unit, of: scene → numbers or undefined}] for candidate and reference. */
function plotsHtml(heading, rows, candidate, reference) {
  const html = rows.map(({ title, unit, of }) => {
    const [c, r] = [candidate, reference].map((scene) => { const numbers = scene && of(scene); return numbers && listed(numbers); });
    const known = [...(c ?? []), ...(r ?? [])].filter((x) => x !== null);
    return known.length ? plot(title, unit, r && listed(reference.times), r, c, c && listed(candidate.times)) : "";
  }).join("");
  return html && `<h3>${heading}</h3><div class="plots">${html}</div>`;
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

function allPlots(candidate, reference) {
  const coordinates = candidate.joints.flatMap((joint, k) => joint.coordinates.map((_, c) => ({
    title: (joint.name ?? `${joint.type} ${joint.id}`) + (joint.coordinates.length > 1 ? ` ${c + 1}` : ""), unit: joint.unit ?? "",
    of: (scene) => twinOf(candidate.joints, k, scene.joints)?.coordinates[c] })));
  const twin = (k) => (reference ? twinOf(candidate.bodies, k, reference.bodies) : undefined), travels = (body) => (body?.track.columns ? body.track.travel() : 0);
  const moving = candidate.bodies.map((body, k) => [body, k, Math.max(travels(body), travels(twin(k)))]).filter(([, , way]) => way > 1e-9).sort(([, , a], [, , b]) => b - a);
  const spread = (track, axis) => { const [low, high] = track.range()[axis]; return high - low; };
  const whole = (scene, track, axis) => { const out = new Float64Array(scene.times.length).fill(NaN); out.set(track.columns[axis], track.from); return out; };
  const places = moving.slice(0, MOST_PLOTTED).flatMap(([body, k]) => ["x", "y", "z"].map((name, axis) => [name, axis]).filter(([, axis]) => [body, twin(k)].some((b) => travels(b) > 0 && spread(b.track, axis) > Math.max(1e-6 * travels(b), 1e-9))).map(([name, axis]) => ({
    title: `${body.name ?? `body ${body.id}`}: ${name}`, unit: "m",
    of: (scene) => { const other = scene === candidate ? body : twin(k); return other?.track.columns && whole(scene, other.track, axis); } })));
  // A body on a joint has its angle there.
  const isFree = (body) => body.track.columns?.length >= 7 && !candidate.joints.some((j) => j.coordinates.length && j.bodies?.includes(body.id));
  const turning = candidate.bodies.map((body, k) => [body, k]).filter(([body]) => isFree(body)).map(([body, k]) => [body, k, ...axisOf(body.track)]).filter(([, , , most]) => most > 1e-3).sort(([, , , a], [, , , b]) => b - a);
  const angles = turning.slice(0, MOST_PLOTTED).map(([body, k, axis]) => ({
    title: `${body.name ?? `body ${body.id}`}: turned about [${axis.map((x) => Number(x.toFixed(2)) + 0).join(", ")}]`, unit: "rad",
    of: (scene) => {
      const other = scene === candidate ? body : twin(k);
      if (!(other?.track.columns?.length >= 7)) return undefined;
      const out = new Float64Array(scene.times.length).fill(NaN);
      out.set(anglesAbout(other.track, axis), other.track.from);
      return out;
    } }));
  const energies = [...["kinetic", "gravity", "elastic"].map((name) => ({ title: `${name} energy`, unit: "J", of: (scene) => scene.energy[name] })), { title: "energy in sum", unit: "J", of: (scene) => scene.energy.total }];
  return plotsHtml("Joint coordinates", coordinates, candidate, reference) + plotsHtml("Energy", energies, candidate, reference) +
    plotsHtml("Positions" + (moving.length > MOST_PLOTTED ? ` (of the ${MOST_PLOTTED} bodies of ${moving.length} that move most)` : ""), places, candidate, reference) +
    plotsHtml("Turns of bodies without a joint", angles, candidate, reference) +
    plotsHtml("Contacts", [{ title: "contact points that press", unit: "count", of: (scene) => scene.contacts ?? undefined }], candidate, reference);
}

(async () => {
  const still = /[#&]still\b/.test(location.hash), wanted = /[#&]t=([\d.]+)/.exec(location.hash), view = /[#&]view=(\w+)/.exec(location.hash);
  document.body.classList.toggle("still", still);
  const [candidate, reference] = (await Promise.all([blob(index.candidate), blob(index.reference)])).map((text) => JSON.parse(text ?? "null"));
  const host = document.getElementById("replay"), plots = document.getElementById("plots"), requirements = document.getElementById("requirements");
  if (index.results.length) requirements.innerHTML = `<h2>Requirements</h2>${requirementsHtml({ requirements: index.requirements }, index.results)}`;
  const drawn = candidate && allPlots(decodedScene(candidate), reference && decodedScene(reference));
  if (candidate) plots.innerHTML = drawn && `<h2>Plots</h2>${reference ? "<p class='legend'><span><i style='background:#8b9198'></i>reference</span><span><i style='background:#26708f'></i>candidate</span></p>" : ""}${drawn}`;
  else host.innerHTML = "<p class='nothing'>No motion was recorded.</p>";
  const shown = await showReplay(host, threeTexts, { candidate, reference, still, marks: still ? [] : marksOf(index.results, index.comparison), unmatched: index.comparison?.unmatched, time: wanted ? Number(wanted[1]) : undefined, onTime: (t) => showInstant(plots, t) });
  if (shown && view) shown.look(view[1]);
  listenToGoto(requirements, () => shown);
})();
