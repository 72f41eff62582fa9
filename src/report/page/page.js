// ---- the list of cells and its filter ----
const form = document.getElementById("filter");
const tbody = document.querySelector("#cell-table tbody");
const LIMIT = 400;
const URGENCY = ["model_fail", "infra_fail", "unscored", "pending", "pass"];  // what there is to look into comes first

function fillFilter() {
  for (const select of form.querySelectorAll("select")) {
    const values = [...new Set(index.cells.map((c) => c[select.name]).filter((v) => v !== null))].sort();
    select.innerHTML = "<option value=''>all</option>" + values.map((v) => `<option>${esc(v)}</option>`).join("");
  }
}

function listCells() {
  const wanted = Object.fromEntries(new FormData(form));
  const rows = index.cells.map((c, i) => [c, i]).filter(([c]) => Object.entries(wanted).every(([k, v]) => v === "" || String(c[k]) === v));
  rows.sort(([a], [b]) => URGENCY.indexOf(a.c) - URGENCY.indexOf(b.c));  // stable: within a class the run's order stays
  tbody.innerHTML = rows.slice(0, LIMIT).map(([c, i]) =>
    `<tr data-cell="${i}" tabindex="0"><td><b>${esc(c.s)}/${c.n}</b></td><td>${esc(c.m)}</td><td>${esc(c.a)}</td><td class="n" data-name="epoch">${c.i === null ? c.e : `${c.e}, instance ${c.i}`}</td><td>${esc(c.v ?? "–")}</td>` +
    `<td class="${esc(c.c)}">${esc(c.c)}</td><td class="n" data-name="fidelity">${c.f === null ? "–" : percent(c.f)}</td><td>${prose(c.r)}</td></tr>`).join("");
  document.getElementById("count").textContent = rows.length > LIMIT ? `${rows.length} cells, the first ${LIMIT} shown` : `${rows.length} cells`;
}

// ---- difference of two texts by lines (longest common subsequence after common ends are cut) ----
function diffLines(a, b) {
  let start = 0, endA = a.length, endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) start++;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) endA--, endB--;
  const n = endA - start, m = endB - start;
  const out = a.slice(0, start).map((t, i) => [" ", t, i + 1, i + 1]);
  if (n * m > 4e6) {
    for (let i = start; i < endA; i++) out.push(["-", a[i], i + 1, null]);
    for (let j = start; j < endB; j++) out.push(["+", b[j], null, j + 1]);
  } else {
    const table = Array.from({ length: n + 1 }, () => new Uint32Array(m + 1));
    for (let i = n - 1; i >= 0; i--) for (let j = m - 1; j >= 0; j--)
      table[i][j] = a[start + i] === b[start + j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    let i = 0, j = 0;
    while (i < n || j < m) {
      if (i < n && j < m && a[start + i] === b[start + j]) out.push([" ", a[start + i], start + ++i, start + ++j]);
      else if (i < n && (j === m || table[i + 1][j] >= table[i][j + 1])) out.push(["-", a[start + i], start + ++i, null]);
      else out.push(["+", b[start + j], null, start + ++j]);
    }
  }
  for (let k = 0; endA + k < a.length; k++) out.push([" ", a[endA + k], endA + k + 1, endB + k + 1]);
  return out;
}

/** Rows of code with remarks under their lines; `rows` as from diffLines; long equal stretches are folded. */
function codeHtml(rows, remarks, fold) {
  const near = rows.map(() => !fold);
  if (fold) rows.forEach((r, i) => { if (r[0] !== " ") for (let k = i - 3; k <= i + 3; k++) if (k in near) near[k] = true; });
  let html = "", hidden = 0;
  const flush = () => { if (hidden) html += `<div class="gap"><i></i><i></i><span></span><span>… ${hidden} equal lines</span></div>`; hidden = 0; };
  rows.forEach((r, i) => {
    const notes = r[3] ? remarks.filter((m) => m.line === r[3]) : [];
    const marked = notes.length > 0 || (r[3] && remarks.some((m) => m.from <= r[3] && r[3] < m.line));
    if (!near[i] && !marked) { hidden++; return; }
    flush();
    const kind = r[0] === "+" ? "add" : r[0] === "-" ? "del" : marked ? "mark" : "";
    html += `<div class="${kind}${marked ? " marked" : ""}"><i>${r[2] ?? ""}</i><i>${r[3] ?? ""}</i><span>${r[0]}</span><span>${esc(r[1])}</span></div>`;
    for (const note of notes) html += `<div class="remark${note.from ? " judged" : ""}">${note.who ? `<b>${esc(note.who)}</b> ` : ""}${esc(note.text)}</div>`;
  });
  flush();
  return `<pre class="code">${html}</pre>`;
}

// ---- the motion's plots ----
const MOST_JOINTS = 6, MOST_TURNS = 3;  // those that move most; `simbench view` plots all

/** Places of the bodies that move most, from the thinned trajectories. */
function placesHtml(cand, ref) {
  let html = "";
  for (const [c, r] of pairsOf(cand?.series ?? [], ref?.series ?? []).slice(0, 3)) {
    const name = c && r && c.name !== r.name ? `${c.name} / ${r.name}` : (c ?? r).name;
    for (const axis of ["x", "y", "z"]) {
      const span = [...(r?.[axis] ?? []), ...(c?.[axis] ?? [])].filter((v) => v !== null);
      if (!span.length || Math.max(...span) - Math.min(...span) < 1e-6) continue;
      html += plot(`${name}: ${axis}`, "m", ref?.t, r?.[axis], c?.[axis], cand?.t);
    }
  }
  return html;
}

/** What turns shows in no place: joints' coordinates and the angles of other bodies. */
function turnsHtml(candidate, reference) {
  const moves = (row) => Math.max(spanOf(row.cand), spanOf(row.ref)), joints = jointRows(candidate, reference).filter((row) => moves(row) > 1e-6);
  if (joints.length > MOST_JOINTS) joints.sort((a, b) => moves(b) - moves(a));
  return figuresHtml([...joints.slice(0, MOST_JOINTS), ...turnRows(candidate, reference, MOST_TURNS)], candidate, reference);
}

/** Of a cell that ran: plots, or in words why there are none. `scenes`: {candidate, reference} as stored, null where there is none. */
function plotsOfCell(detail, cand, ref, scenes) {
  const nothing = (why) => `<p class='nothing'>${why}</p>`;
  if (!detail.outcome) return nothing("Nothing ran, so there is no motion.");
  const [candidate, reference] = [scenes.candidate, scenes.reference].map((scene) => scene && decodedScene(scene));
  const html = placesHtml(cand, ref) + (candidate ? turnsHtml(candidate, reference) : ""), plots = html && curvesLegend([...(ref?.t.length ? ["reference"] : []), ...(cand?.t.length ? ["candidate"] : [])]) + `<div class="plots">${html}</div>`;
  if (!cand?.t.length) return nothing("No motion of the program was recorded.") + plots;  // it may have ended before its first step
  return plots || nothing(detail.replay === LEFT_OUT ? "No body changes its place. What turns is shown by the replay alone, which was left out." : "Nothing moves: no body changes its place, and no joint its coordinate.");
}

// ---- one cell ----
function remarksOf(detail) {
  const remarks = [];
  const error = detail.outcome?.error, violations = (detail.scores ?? []).flatMap((s) => s.detail?.violations ?? []).filter((v) => v.line);
  const predicted = violations.find((v) => v.fatal && v.line === error?.line);  // one error is one remark
  if (error?.line && !predicted) remarks.push({ line: error.line, text: `${error.type}: ${error.message}` });
  const checked = detail.scores?.some((s) => s.detail?.violations);
  for (const score of detail.scores ?? []) {
    // Deductions of a judge stand below the last line that they name; those of the checker are its violations, shown anyway.
    for (const d of checked && score.id === "judge_conformance" ? [] : score.detail?.deductions ?? []) if (d.lines?.length) remarks.push({ from: d.lines[0], line: d.lines[d.lines.length - 1], who: score.id, text: `−${show(d.points)} ${d.category}: ${d.reason}` });
  }
  for (const v of violations) {
    const instead = v.suggestion && !v.message.includes(v.suggestion) ? ` → ${v.suggestion}` : "";
    remarks.push({ line: v.line, text: (v === predicted ? `${error.type}, as predicted: ` : "") + `${v.class ?? v.kind}: ${v.message}${instead}` });
  }
  return remarks;
}

function executionHtml(outcome, extraction) {
  if (!outcome) return `<p class="nothing">Nothing was run (${esc(extraction ?? "no program")}).</p>`;
  const facts = [["ended by", outcome.end], ["steps", outcome.steps], ["simulated", show(outcome.sim_time_s) + " s"], ["CPU", show(outcome.cpu_s) + " s"], ["simulator", outcome.simulator + " " + outcome.simulator_version], ["isolation", outcome.isolation?.grade], ["sensors", outcome.sensors]];
  let html = "<p class='facts'>" + facts.map(([k, v]) => `<span><b>${k}</b> ${esc(v)}</span>`).join("") + "</p>";
  if (outcome.error) html += `<pre>${esc(outcome.error.type)}: ${esc(outcome.error.message)}${outcome.error.line ? `  (line ${outcome.error.line})` : ""}</pre>`;
  if (outcome.warnings?.length) html += `<p><b>Warnings</b></p><pre>${esc(outcome.warnings.join("\n"))}</pre>`;
  for (const [name, key] of [["Last calls", "last_calls"], ["stdout", "stdout_tail"], ["stderr", "stderr_tail"]]) {
    const text = Array.isArray(outcome[key]) ? outcome[key].join("\n") : outcome[key];
    if (text) html += `<details><summary>${name}</summary><pre>${esc(text)}</pre></details>`;
  }
  return html;
}

function scoresHtml(scores) {
  if (!scores?.length) return "";
  const said = (s, value) => (value === null ? "–" : s.of === 100 ? `${show(Number(value.toFixed(1)))} points` : percent(value));
  return "<h3>Scores</h3><div class='scroll'><table><tbody>" + scores.map((s) => `<tr><td>${esc(s.id)}</td><td class="n">${said(s, s.value)}</td><td>${prose(s.reason || (s.detail?.given_code != null ? `a copy of the given code: ${said(s, s.detail.given_code)}` : ""))}</td></tr>`).join("") + "</tbody></table></div>";
}

/** What each judge took points for, with the lines; and what several judges or repeats gave. */
function judgesHtml(scores) {
  const judged = (scores ?? []).filter((s) => s.detail?.votes || s.detail?.deductions);
  if (!judged.length) return "";
  return "<h3>Judges</h3>" + judged.map((s) => {
    const lines = (d) => !d.lines?.length ? "" : d.lines.length > 1 && d.lines[0] !== d.lines[1] ? `${d.lines[0]}–${d.lines[1]}` : String(d.lines[0]);
    const rows = (s.detail.deductions ?? []).map((d) => `<tr><td class="n" data-name="points">−${esc(show(Number(d.points.toFixed(2))))}</td><td>${esc(d.category)}</td><td class="n"${d.lines?.length ? ' data-name="lines"' : ""}>${esc(lines(d))}</td><td>${esc(d.reason)}</td></tr>`).join("");
    const votes = (s.detail.votes ?? []).length > 1 ? `<p class="note">Answers: ${s.detail.votes.map((v) => `${esc(v.judge)} #${v.repeat}: ${v.value === null ? esc(v.reason) : esc(show(v.value))}`).join("; ")}. The deductions are those of the answer nearest to the score.</p>` : "";
    const wrong = (s.detail.contradictions ?? []).map((c) => `<p class="note">Corrected – ${esc(c)}</p>`).join("");
    const bids = s.detail.speaks_to_the_judge ? `<p class="alarm">The program speaks to the judge: line ${esc(s.detail.speaks_to_the_judge.join(", "))}.</p>` : "";
    return `<p><b>${esc(s.id)}</b> ${s.value === null ? `unscored: ${prose(s.reason)}` : `${esc(show(Number(s.value.toFixed(1))))} points`} <small>${esc(s.version)}</small></p>${bids}${votes}${wrong}` +
      (rows ? `<div class="scroll"><table class="cards"><thead><tr><th class="n">Points</th><th>Category</th><th class="n">Lines</th><th>Why</th></tr></thead><tbody>${rows}</tbody></table></div>` : s.value === null ? "" : "<p class='note'>No deduction.</p>");
  }).join("");
}

/** All that was sent and answered: each try before the last, then the last request. */
async function conversationHtml(detail) {
  const message = async (m) => `<p><b>${esc(m.role)}</b></p><pre class="prompt">${esc(await blob(m.text))}</pre>`;
  const messages = async (list) => (await Promise.all((list ?? []).map(message))).join("");
  let html = "";
  for (const t of detail.tries ?? []) {
    const end = [t.verdict, t.reason || t.error].filter(Boolean).map(esc).join(" – ");
    html += `<details><summary>Try ${t.number}${end ? ": " + end : ""}</summary>${await messages(t.conversation)}${t.reply === undefined ? "" : await message({ role: "reply", text: t.reply })}</details>`;
  }
  const last = await messages(detail.conversation);
  if (last) html += `<details><summary>${html ? "The last request" : "What the model was sent"}: ${detail.conversation.length} message${detail.conversation.length === 1 ? "" : "s"}</summary>${last}</details>`;
  return html ? `<h3>Conversation</h3>${html}` : "";
}

/** Scrolls code to the first line that something is said about, with a few lines before it. */
function showMarked(pre) {
  const line = pre?.querySelector(".marked, .remark");
  if (line) pre.scrollTop += line.getBoundingClientRect().top - pre.getBoundingClientRect().top - 60;
}

async function openCell(number, time) {
  const cell = index.cells[number], task = index.tasks[cell.t];
  const detail = JSON.parse(await blob(cell.d));
  const baseName = detail.base?.name ?? (cell.a === "no-code" ? "Given (not shown)" : "Given");
  const [prompt, given, reference, program, cand, ref] = await Promise.all([blob(task?.prompt), blob(detail.base ? detail.base.program : task?.given), blob(task?.reference), blob(detail.program), blob(detail.trajectory), blob(detail.reference_trajectory)]);
  for (const row of tbody.rows) row.setAttribute("aria-selected", row.dataset.cell === String(number));
  const article = document.getElementById("detail");
  const programPart = `<h3>Program</h3><div class="tabs" role="tablist"></div><div id="code"></div>`, requirementsPart = `<h3>Requirements</h3>${requirementsHtml(task, detail.requirements)}`;
  const scenes = await scenesOf(detail);
  const motionPart = `<h3>Motion</h3><div id="replay"></div><div id="plots">${plotsOfCell(detail, JSON.parse(cand ?? "null"), JSON.parse(ref ?? "null"), scenes)}</div>`;
  article.innerHTML = `<h2>${esc(cell.s)}/${cell.n} · ${esc(cell.m)} · ${esc(cell.a)} #${cell.e}${cell.i === null ? "" : ` · instance ${cell.i}`}</h2><p><b class="${esc(cell.c)}">${esc(cell.c)}</b> – verdict <b>${esc(cell.v ?? "pending")}</b>${cell.r ? " – " + prose(cell.r) : ""}</p>` +
    `<details><summary>Prompt${task?.title ? ": " + esc(task.title) : ""}</summary><pre class="prompt">${esc(prompt ?? "not in the store")}</pre></details>` +
    (detail.outcome?.error ? programPart + requirementsPart + motionPart : requirementsPart + motionPart + programPart) + `<h3>Execution</h3>${executionHtml(detail.outcome, detail.extraction)}${judgesHtml(detail.scores)}${scoresHtml(detail.scores)}${await conversationHtml(detail)}`;
  const lines = (text) => (text ?? "").replace(/\n$/, "").split("\n"), remarks = remarksOf(detail);
  const views = [["Program", program && (() => codeHtml(lines(program).map((t, i) => [" ", t, null, i + 1]), remarks, false))], [`${baseName} → program`, program && given && (() => codeHtml(diffLines(lines(given), lines(program)), remarks, true))],
    ["Reference → program", program && reference && (() => codeHtml(diffLines(lines(reference), lines(program)), remarks, true))], ["Reference", reference && (() => codeHtml(lines(reference).map((t, i) => [" ", t, null, i + 1]), [], false))], ["Reply", async () => `<pre>${esc(await blob(detail.reply) ?? "none")}</pre>`]].filter((v) => v[1]);
  const tabs = article.querySelector(".tabs");
  const choose = async (k) => { [...tabs.children].forEach((b, i) => b.setAttribute("aria-selected", i === k)); article.querySelector("#code").innerHTML = await views[k][1](); showMarked(article.querySelector("#code pre")); };
  views.forEach(([name], k) => { const b = document.createElement("button"); b.type = "button"; b.setAttribute("role", "tab"); b.textContent = name; b.onclick = () => choose(k); tabs.append(b); });
  await choose(given && program ? 1 : 0);
  await openReplay(article, detail, scenes, time);
  history.replaceState(null, "", `#cell-${number}${time === undefined ? "" : `&t=${time}`}`);
}

const LEFT_OUT = "left out";
let replay = null;
async function scenesOf(detail) {
  const [candidate, reference] = (await Promise.all([detail.replay, detail.reference_replay].map((number) => (number === LEFT_OUT ? null : blob(number))))).map((text) => JSON.parse(text ?? "null"));
  return { candidate, reference };
}

/** The motion of the cell in 3D; one at a time, as a browser has few places to draw in. */
async function openReplay(article, detail, scenes, time) {
  replay?.dispose();
  replay = null;
  const host = article.querySelector("#replay"), plots = article.querySelector("#plots");
  if (detail.replay === LEFT_OUT) { host.innerHTML = "<p class='nothing'>The 3D replay of this cell was left out to keep the page small; <code>simbench view</code> shows its trace.</p>"; return; }
  const shown = await showReplay(host, threeTexts, { ...scenes, marks: marksOf(detail.requirements, detail.comparison), unmatched: detail.comparison?.unmatched, time, onTime: (t) => showInstant(plots, t) });
  if (host.isConnected) replay = shown; else shown?.dispose();  // meanwhile another cell was opened
}
listenToGoto(document.getElementById("detail"), () => replay);

function openFrom(event) {
  const row = event.target.closest("tr[data-cell]");
  if (row && (event.type === "click" || event.key === "Enter")) openCell(Number(row.dataset.cell)).then(() => document.getElementById("detail").scrollIntoView({ block: "start" }));
}

fillFilter();
listCells();
form.addEventListener("change", listCells);
tbody.addEventListener("click", openFrom);
tbody.addEventListener("keydown", openFrom);
// Paper can't be unfolded; tables that would fill pages stay folded.
addEventListener("beforeprint", () => document.querySelectorAll("main details:not(.long)").forEach((d) => { d.open = true; }));

// ---- the heat map: one tab stop, arrow keys move ----
document.querySelector("table.heat tbody")?.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key], field = event.target.closest("td.h[data-system]");
  if (!step || !field) return;
  const row = field.parentElement.parentElement.rows[field.parentElement.sectionRowIndex + step[0]], next = row?.cells[field.cellIndex + step[1]];
  if (!next?.dataset.system) return;
  event.preventDefault();
  field.tabIndex = -1; next.tabIndex = 0; next.focus();
});
for (const kind of ["click", "keydown"]) document.querySelectorAll("td.h[data-system]").forEach((td) => td.addEventListener(kind, (event) => {
  if (event.type === "keydown" && event.key !== "Enter") return;
  form.elements.m.value = td.dataset.model; form.elements.s.value = td.dataset.system; form.elements.n.value = ""; form.elements.v.value = "";
  listCells(); document.getElementById("cells").scrollIntoView();
}));
function openFromAddress() {
  const wanted = /^#cell-(\d+)(?:&t=([\d.]+))?$/.exec(location.hash);
  if (wanted && index.cells[Number(wanted[1])]) openCell(Number(wanted[1]), wanted[2] && Number(wanted[2])).then(() => document.getElementById("detail").scrollIntoView({ behavior: "instant" }));
}
openFromAddress();
addEventListener("hashchange", openFromAddress);
