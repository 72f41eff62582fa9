// ---- the table of requirements ----
/** A requirement's id; where the motion shows that it isn't met, a button that goes there. */
const requirementId = (r) => (r.where && r.met === false ? `<button type="button" class="goto" data-goto="${esc(r.id)}" title="Show it in the replay">${esc(r.id)}</button>` : esc(r.id));

/** A number with the unit that the check names. */
const inUnit = (text, bound) => (bound?.unit ? `${text} ${bound.unit}` : text);

/** What was asked, in signs instead of keys. */
function askedText(bound) {
  if (bound === null || typeof bound !== "object" || Array.isArray(bound)) return show(bound);
  const { expected, tolerance, min, max, unit, ...others } = bound, parts = [];
  if (expected !== undefined) parts.push(show(expected) + (tolerance === undefined ? "" : " ± " + show(tolerance)));
  if (min !== undefined) parts.push("≥ " + show(min));
  if (max !== undefined) parts.push("≤ " + show(max));
  if (parts.length) parts.push(inUnit(parts.pop(), bound));
  return parts.concat(Object.entries(others).map(([key, value]) => key.replaceAll("_", " ") + " " + show(value))).join(", ");
}

function requirementsHtml(task, results) {
  if (!results?.length) return "<p class='nothing'>No requirement was judged: the program didn't run far enough, or the task has none.</p>";
  const says = Object.fromEntries((task?.requirements ?? []).map((r) => [r.id, r.says]));
  const urgency = (r) => (r.met === false ? 0 : r.met === true ? 2 : 1);
  const cell = (name, html) => `<td data-name="${name}">${html}</td>`;
  const rows = [];  // one cause that leaves several unmet is one row
  for (const r of [...results].sort((a, b) => urgency(a) - urgency(b))) {
    const last = rows[rows.length - 1];
    if (last && r.value === null && last[0].value === null && urgency(r) === urgency(last[0]) && r.reason === last[0].reason) last.push(r);
    else rows.push([r]);
  }
  return "<div class='scroll'><table class='cards'><thead><tr><th></th><th>Requirement</th><th>Found</th><th>Asked</th><th>Why</th></tr></thead><tbody>" + rows.map((all) => {
    const r = all[0], sentences = all.length > 1 ? "" : `<br><small>${esc(says[r.id] ?? "")}</small>`;
    return `<tr><td class="${["model_fail", "unscored", "pass"][urgency(r)]}">${["not met", "undecided", "met"][urgency(r)]}</td>` +
      `<td><b>${all.map(requirementId).join(", ")}</b>${sentences}</td>${cell("found", esc(r.value === null ? show(null) : inUnit(show(r.value), r.bound)))}${cell("asked", esc(askedText(r.bound)))}${cell("why", esc(r.reason))}</tr>`;
  }).join("") + "</tbody></table></div>";
}

/** What a replay marks: each requirement that isn't met, and where the motion leaves the reference's. */
function marksOf(results, comparison) {
  const marks = (results ?? []).filter((r) => r.met === false && r.where).map((r) => ({ id: r.id, text: r.reason, ...r.where }));
  if (comparison?.departs) marks.push({ id: "leaves the reference", text: "further from the reference's motion than is tolerated", ...comparison.departs });
  return marks.sort((a, b) => (a.at_s ?? -1) - (b.at_s ?? -1));
}

/** Buttons of the table bring the replay that is shown then to what they name. */
function listenToGoto(element, shown) {
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button.goto"), replay = shown(), k = replay ? replay.marks.findIndex((m) => m.id === button?.dataset.goto) : -1;
    if (k < 0) return;
    replay.choose(k);
    replay.host.scrollIntoView({ block: "nearest" });
  });
}
