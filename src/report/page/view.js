// ---- the page of one script: its replay, its requirements, and a plot of every coordinate and energy ----
const MOST_PLOTTED = 12;  // bodies; those that move most

/** Plots below a heading; nothing where there are none. */
function plotsHtml(heading, rows, candidate, reference) {
  const html = figuresHtml(rows, candidate, reference);
  return html && `<h3>${heading}</h3><div class="plots">${html}</div>`;
}

function allPlots(candidate, reference) {
  const travels = (body) => (body?.track.columns ? body.track.travel() : 0);
  const moving = pairsOf(candidate.bodies, reference?.bodies ?? []).map(([c, r]) => [c, r, Math.max(travels(c), travels(r))]).filter(([, , way]) => way > 1e-9).sort(([, , a], [, , b]) => b - a);
  const whole = (scene, body, axis) => { if (!body?.track.columns) return undefined; const out = new Float64Array(scene.times.length).fill(NaN); out.set(body.track.columns[axis], body.track.from); return out; };
  const stirs = (body, axis) => travels(body) > 0 && spanOf(body.track.columns[axis]) > Math.max(1e-6 * travels(body), 1e-9);
  const places = moving.slice(0, MOST_PLOTTED).flatMap(([c, r]) => ["x", "y", "z"].map((name, axis) => [name, axis]).filter(([, axis]) => stirs(c, axis) || stirs(r, axis)).map(([name, axis]) => ({
    title: `${(c ?? r).name ?? `body ${(c ?? r).id}`}: ${name}`, unit: "m", cand: whole(candidate, c, axis), ref: whole(reference, r, axis) })));
  const both = (title, unit, of) => ({ title, unit, cand: of(candidate) ?? undefined, ref: (reference && of(reference)) ?? undefined });
  const energies = [...["kinetic", "gravity", "elastic"].map((name) => both(`${name} energy`, "J", (scene) => scene.energy[name])), both("energy in sum", "J", (scene) => scene.energy.total)];
  return plotsHtml("Joint coordinates", jointRows(candidate, reference), candidate, reference) + plotsHtml("Energy", energies, candidate, reference) +
    plotsHtml("Positions" + (moving.length > MOST_PLOTTED ? ` (of the ${MOST_PLOTTED} bodies of ${moving.length} that move most)` : ""), places, candidate, reference) +
    plotsHtml("Turns of bodies without a joint", turnRows(candidate, reference, MOST_PLOTTED), candidate, reference) +
    plotsHtml("Contacts", [both("contact points that press", "count", (scene) => scene.contacts)], candidate, reference);
}

(async () => {
  const still = /[#&]still\b/.test(location.hash), wanted = /[#&]t=([\d.]+)/.exec(location.hash), view = /[#&]view=(\w+)/.exec(location.hash);
  document.body.classList.toggle("still", still);
  const [candidate, reference] = (await Promise.all([blob(index.candidate), blob(index.reference)])).map((text) => JSON.parse(text ?? "null"));
  const host = document.getElementById("replay"), plots = document.getElementById("plots"), requirements = document.getElementById("requirements");
  if (index.results.length) requirements.innerHTML = `<h2>Requirements</h2>${requirementsHtml({ requirements: index.requirements }, index.results)}`;
  const drawn = candidate && allPlots(decodedScene(candidate), reference && decodedScene(reference));
  if (candidate) plots.innerHTML = drawn && `<h2>Plots</h2>${reference ? curvesLegend(["reference", "candidate"]) : ""}${drawn}`;
  else host.innerHTML = "<p class='nothing'>No motion was recorded.</p>";
  const shown = await showReplay(host, threeTexts, { candidate, reference, still, marks: still ? [] : marksOf(index.results, index.comparison), unmatched: index.comparison?.unmatched, time: wanted ? Number(wanted[1]) : undefined, onTime: (t) => showInstant(plots, t) });
  if (shown && view) shown.look(view[1]);
  listenToGoto(requirements, () => shown);
})();
