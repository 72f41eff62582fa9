"use strict";
// A rating sheet in one page. State: points as typed, by item and category; a draft is kept in the browser, the file is the result.
const sheet = JSON.parse(document.getElementById("sheet").textContent);
const $ = id => document.getElementById(id);
const key = "simbench-rating-" + sheet.id;
let state = { rater: "", items: {} }, now = 0, tab = "Program", saved = true;

try { state = JSON.parse(localStorage.getItem(key)) || state; } catch { /* no storage here: the file is what counts */ }

const of = id => state.items[id] || (state.items[id] = { points: {}, comment: "" });
const fits = (text, most) => text !== "" && Number.isFinite(Number(text)) && Number(text) >= 0 && Number(text) <= most;

function progress(id) {
  const points = of(id).points;
  const filled = sheet.categories.filter(c => (points[c.name] || "") !== "").length;
  const done = sheet.categories.every(c => fits(points[c.name] || "", c.points));
  return done ? "done" : filled || of(id).comment ? "part" : "";
}

function element(name, attributes, ...children) {
  const e = Object.assign(document.createElement(name), attributes);
  e.append(...children);
  return e;
}

function changed() {
  saved = false;
  try { localStorage.setItem(key, JSON.stringify(state)); } catch { /* as above */ }
  showState();
}

function say(text, bad = false) {
  $("state").textContent = text;
  $("state").classList.toggle("bad", bad);
}

function showState() {
  const done = sheet.items.filter(i => progress(i.id) === "done").length;
  say(`${done} of ${sheet.items.length} rated${saved ? "" : ", not saved yet"}`);
  [...$("items").children].forEach((b, i) => { b.className = progress(sheet.items[i].id); b.setAttribute("aria-current", i === now); });
  const points = of(sheet.items[now].id).points;
  const sum = sheet.categories.reduce((s, c) => s + (fits(points[c.name] || "", c.points) ? Number(points[c.name]) : 0), 0);
  $("total").textContent = progress(sheet.items[now].id) === "done" ? `${sum} of ${sheet.total}` : "–";
}

function code(text) {
  const pre = element("pre", { className: "code" });
  for (const line of text.replace(/\n$/, "").split("\n")) pre.append(element("span", { textContent: line }));
  return pre;
}

function showText() {
  const item = sheet.items[now], task = sheet.tasks[item.task];
  const texts = { Program: item.program, Task: task.prompt, Reference: task.reference, "Given code": task.given };
  const names = Object.keys(texts).filter(n => texts[n] !== null);
  if (!names.includes(tab)) tab = "Program";
  $("tabs").replaceChildren(...names.map(n => {
    const b = element("button", { type: "button", textContent: n, onclick: () => { tab = n; showText(); } });
    b.setAttribute("role", "tab");
    b.setAttribute("aria-selected", n === tab);
    return b;
  }));
  $("text").replaceChildren(tab === "Task" ? element("pre", { className: "words", textContent: texts.Task }) : code(texts[tab]));
  $("text").scrollTop = 0;
}

function categoryRow(c) {
  const points = of(sheet.items[now].id).points, value = points[c.name] || "";
  const box = element("fieldset", { className: value === "" ? "open" : "" });
  const number = element("input", { type: "number", min: 0, max: c.points, step: "any", value, id: "p-" + c.name, name: c.name, inputMode: "decimal" });
  const slider = element("input", { type: "range", min: 0, max: c.points, step: c.points > 10 ? 1 : 0.5, value: value === "" ? c.points : value });
  slider.setAttribute("aria-label", c.name + ", slider");
  slider.tabIndex = -1;
  const take = text => {
    points[c.name] = text;
    box.classList.toggle("open", text === "");
    number.classList.toggle("wrong", text !== "" && !fits(text, c.points));
    changed();
  };
  number.oninput = () => { take(number.value); if (fits(number.value, c.points)) slider.value = number.value; };
  slider.oninput = slider.onpointerup = () => {  // a click where it stands counts, too: full points need no move
    number.value = slider.value;
    take(slider.value);
  };
  number.classList.toggle("wrong", value !== "" && !fits(value, c.points));
  box.append(element("div", { className: "row" }, element("label", { htmlFor: number.id, textContent: c.name }), slider, number, element("span", { className: "of", textContent: "of " + c.points })));
  const list = (title, lines) => lines.length ? [element("div", { textContent: title }), element("ul", {}, ...lines.map(t => element("li", { textContent: t })))] : [];
  box.append(element("details", {}, element("summary", { textContent: "What counts" }), ...list("Costs points:", c.counts), ...list("Never:", c.never)));
  return box;
}

function show(index) {
  now = index;
  const item = sheet.items[now];
  $("title").textContent = `Program ${item.id}: ${item.task}`;
  $("categories").replaceChildren(...sheet.categories.map(categoryRow));
  $("comment").value = of(item.id).comment;
  $("back").disabled = now === 0;
  $("next").disabled = now === sheet.items.length - 1;
  showText();
  showState();
}

const quoted = text => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function csv() {
  const lines = [["sheet", "rubric", "item", "task", "rater", ...sheet.categories.map(c => c.name), "comment"]];
  for (const item of sheet.items) {
    const r = of(item.id);
    lines.push([sheet.id, sheet.rubric, item.id, item.task, state.rater, ...sheet.categories.map(c => r.points[c.name] || ""), r.comment]);
  }
  return lines.map(l => l.map(quoted).join(",") + "\n").join("");
}

function save() {
  if (!state.rater.trim()) { $("rater").focus(); return say("Say who you are first; a pseudonym will do.", true); }
  const wrong = sheet.items.findIndex(i => sheet.categories.some(c => (of(i.id).points[c.name] || "") !== "" && !fits(of(i.id).points[c.name], c.points)));
  if (wrong >= 0) { show(wrong); return say(`Program ${sheet.items[wrong].id} has points out of range.`, true); }
  const name = `rating-${sheet.id}-${state.rater.trim().replace(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
  const link = element("a", { href: URL.createObjectURL(new Blob([csv()], { type: "text/csv" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  saved = true;
  showState();
  const left = sheet.items.filter(i => progress(i.id) !== "done").length;
  say(left ? `Saved ${name}; ${left} still to rate.` : `Saved ${name}: all rated. Send it back.`);
}

function parseCsv(text) {
  const rows = [[]];
  for (const [, field, stop] of text.replace(/^\uFEFF/, "").matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)) {
    rows.at(-1).push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (stop !== ",") rows.push([]);
  }
  return rows.filter(r => r.length > 1);
}

async function open(file) {
  const [header, ...rows] = parseCsv(await file.text());
  const at = name => (header || []).indexOf(name);
  if (at("sheet") < 0 || !rows.length || rows.some(r => r[at("sheet")] !== sheet.id)) return say(`${file.name} is no file of this sheet.`, true);
  for (const row of rows) {
    if (!sheet.items.some(i => i.id === row[at("item")])) continue;
    const r = of(row[at("item")]);
    for (const c of sheet.categories) if (at(c.name) >= 0) r.points[c.name] = row[at(c.name)];
    r.comment = row[at("comment")] || "";
    state.rater = row[at("rater")] || state.rater;
  }
  $("rater").value = state.rater;
  changed();
  show(now);
}

$("never").replaceChildren(...sheet.never.map(t => element("li", { textContent: t })));
$("items").replaceChildren(...sheet.items.map((item, i) => element("button", { type: "button", textContent: item.id, title: item.task, onclick: () => show(i) })));
$("rater").value = state.rater;
$("rater").oninput = () => { state.rater = $("rater").value; changed(); };
$("comment").oninput = () => { of(sheet.items[now].id).comment = $("comment").value; changed(); };
$("save").onclick = save;
$("open").onchange = () => { if ($("open").files[0]) open($("open").files[0]); $("open").value = ""; };
$("points").onsubmit = event => event.preventDefault();
const step = by => { show(now + by); $("title").focus({ preventScroll: false }); };
$("back").onclick = () => step(-1);
$("next").onclick = () => step(1);
addEventListener("beforeunload", event => { if (!saved) event.preventDefault(); });
const first = sheet.items.findIndex(i => progress(i.id) !== "done");
show(first < 0 ? 0 : first);
