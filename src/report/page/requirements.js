// ---- the table of requirements ----
/** A requirement's id; where the motion shows that it isn't met, a button that goes there. */
const requirementId = (r) => (r.where && r.met === false ? `<button type="button" class="goto" data-goto="${esc(r.id)}" title="Show it in the replay">${esc(r.id)}</button>` : esc(r.id));

/** A number with the unit that the check names. */
const inUnit = (text, bound) => (bound?.unit ? `${text} ${bound.unit}` : text);

/** A key's unit, as its name ends: "size_m", "damping_N_m_s_rad". */
const KEY_UNITS = [["_N_m_s_rad", "N m s/rad"], ["_N_m_rad", "N m/rad"], ["_N_s_m", "N s/m"], ["_kg_m2_scalar", "kg m²"], ["_kg_m2", "kg m²"], ["_kg_m3", "kg/m³"], ["_m_s2", "m/s²"], ["_rad_s", "rad/s"], ["_N_m", "N m"], ["_Pa_s", "Pa s"], ["_m_s", "m/s"], ["_m4", "m⁴"], ["_m2", "m²"], ["_rad", "rad"], ["_deg", "°"], ["_Pa", "Pa"], ["_Hz", "Hz"], ["_kg", "kg"], ["_px", "px"], ["_N", "N"], ["_J", "J"], ["_W", "W"], ["_m", "m"], ["_s", "s"]];
const KEY_WORDS = { hi: "to", lo: "from", pos: "place", vel: "velocity", quat: "orientation", ang_vel: "angular velocity" };

/** [words, unit] of a key. A stiffness is a force over a length, though its key ends like a torque's. */
function keyParts(key) {
  const [end, unit] = (/^stiffness_N_m$/.test(key) && ["_N_m", "N/m"]) || KEY_UNITS.find(([e]) => key.endsWith(e) || key === e.slice(1)) || ["", ""];
  const name = end ? key.slice(0, Math.max(0, key.length - end.length)).replace(/^_/, "") : key;
  return [KEY_WORDS[name] ?? name.replaceAll("_", " "), unit];
}

/** A value as it was found, or a part of what was asked: "size [0.1, 0.1, 0.1] m", "damping 0 N s/m". */
function valueText(value) {
  if (Array.isArray(value) && value.some((v) => v !== null && typeof v === "object")) return value.map(valueText).join("; ");
  if (value === null || typeof value !== "object" || Array.isArray(value)) return show(value);
  const { type, ...others } = value, rest = Object.entries(others).filter(([, v]) => v !== null).map(([key, v]) => pairText(key, v));
  return (type === undefined ? rest : [show(type), ...rest]).join(", ");
}

function pairText(key, value) {
  const [words, unit] = keyParts(key);
  if (value === true) return words;
  if (value === false) return "not " + words;
  const nested = value !== null && typeof value === "object" && !Array.isArray(value);
  return `${words} ${nested ? askedText(value) : valueText(value)}` + (unit && !nested ? " " + unit : "");
}

/** What was asked, in signs and words instead of keys. A tolerance of less than a millionth only bears rounding. */
function askedText(bound) {
  if (bound === null || typeof bound !== "object" || Array.isArray(bound)) return valueText(bound);
  const { expected, tolerance, min, max, equals, unit, rel, abs, angle_rad: angle, type, ...others } = bound, parts = [];
  const size = Math.max(0, ...[expected].flat().map((v) => Math.abs(Number(v)) || 0));
  if (expected !== undefined) parts.push(show(expected) + (tolerance === undefined || tolerance <= (size ? 1e-6 * size : 1e-8) ? "" : " ± " + Number(tolerance.toPrecision(2))));
  if (equals !== undefined) parts.push(show(equals));
  if (min !== undefined) parts.push("≥ " + show(min));
  if (max !== undefined) parts.push("≤ " + show(max));
  if (parts.length) parts.push(inUnit(parts.pop(), bound));
  if (type !== undefined) parts.push([type].flat().map(show).join(" or "));
  for (const [key, value] of Object.entries(others).sort(([a], [b]) => b.startsWith("lo_") - a.startsWith("lo_"))) parts.push(pairText(key, value));
  if (rel !== undefined) parts.push(`within ${show(100 * rel)} %`);
  if (abs !== undefined) parts.push(`within ${show(abs)}${unit && expected === undefined ? " " + unit : ""}`);
  if (angle !== undefined) parts.push(`within ${show(angle)} rad (${Number(((angle * 180) / Math.PI).toPrecision(2))}°)`);
  return parts.join(", ");
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
    const r = all[0], sentences = all.length > 1 ? "" : `<br><small>${prose(says[r.id] ?? "")}</small>`;
    const nothing = r.value === null && (r.bound ?? null) === null;  // then why says it all
    return `<tr><td class="met ${["model_fail", "unscored", "pass"][urgency(r)]}">${["not met", "undecided", "met"][urgency(r)]}</td>` +
      `<td><b>${all.map(requirementId).join(", ")}</b>${sentences}</td>${cell("found", nothing ? "" : esc(r.value === null ? show(null) : inUnit(valueText(r.value), r.bound)))}${cell("asked", nothing ? "" : esc(askedText(r.bound)))}${cell("why", prose(r.reason))}</tr>`;
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
