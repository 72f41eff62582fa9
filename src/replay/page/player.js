// ---- the player: candidate solid, reference as a ghost, on one clock ----
const CROWD = 16;  // more joints than these hide the machine (a car's suspension): shown on request
const brief = (x) => String(Number(x.toPrecision(3)));
const REPLAY_KEYS = "Space plays and pauses · ← → one instant (with Shift ten) · Home End · 1 3D, 2 front, 3 side, 4 top, 5 follow · + − zoom · M next mark · G J F P N switch what is shown";

class Replay extends Stage {
  /** `host` gets the player. given: {candidate, reference, marks: [{id, at_s, objects, text}], unmatched, still, onTime}. */
  constructor(host, three, given) {
    super();
    Object.assign(this, { host, T: three.THREE, Orbit: three.OrbitControls, given, time: 0, playing: false, chosen: null, disposed: false });
    this.scenes = [["candidate", given.candidate], ["reference", given.reference]].filter(([, s]) => s).map(([role, s]) => ({ role, ...decodedScene(s) }));
    this.main = this.scenes[0];
    this.first = this.main.times[0] ?? 0;
    this.last = Math.max(...this.scenes.map((s) => s.times[s.times.length - 1] ?? 0));
    this.time = this.first;
    this.marks = (given.marks ?? []).filter((m) => m.at_s !== null && m.at_s !== undefined || m.objects?.length);
    this.shown = { ghost: true, joints: this.main.joints.length <= CROWD, forces: false, paths: true, names: false };
    this.measure();
    this.dress();
    this.build();
    this.listen();
    this.look("3d");
    this.seek(given.time ?? this.first);
    if (!given.still && given.time === undefined && this.last > this.first && !matchMedia("(prefers-reduced-motion: reduce)").matches) this.play();
  }

  // ---- the page's part ----
  dress() {
    const named = this.scenes.length > 1, toggle = (key, letter, text) => `<label title="${letter}"><input type="checkbox" name="${key}"${this.shown[key] ? " checked" : ""}> ${text}</label>`;
    const any = (list) => this.main[list].length > 0, forces = [...this.main.bodies, ...this.main.joints].some((o) => o.force);
    const ticks = this.marks.map((m, k) => (m.at_s === null || m.at_s === undefined ? "" : `<button type="button" class="tick" data-mark="${k}" style="left:${(100 * (m.at_s - this.first) / (this.last - this.first || 1)).toFixed(2)}%" aria-label="${esc(m.id)} at ${brief(m.at_s)} s" title="${esc(m.id)}: ${esc(m.text ?? "")}"></button>`)).join("");
    const dull = this.last <= this.first, duration = this.last - this.first;
    this.speeds = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];
    const lasts = (speed) => duration / speed;  // seconds of the viewer's: 2 to 20, at true speed where that fits
    this.speed = lasts(1) > 20 ? this.speeds.find((s) => lasts(s) <= 20) ?? 10 : lasts(1) < 2 ? this.speeds.filter((s) => lasts(s) >= 2).pop() ?? 0.05 : 1;
    this.host.innerHTML = `<div class="stage" tabindex="0" role="application" aria-label="3D replay. ${REPLAY_KEYS}"><canvas></canvas><div class="labels" aria-hidden="true"></div>` +
      `<output class="clock"></output><svg class="triad" viewBox="-30 -30 60 60" aria-hidden="true"></svg><div class="scalebar" aria-hidden="true"><i></i><span></span></div>` +
      `${named ? `<p class="who"><span><i class="solid"></i>candidate (each body has a colour)</span><span><i class="ghost"></i>reference</span>${Object.values(this.given.unmatched ?? {}).some((list) => list.length) ? `<span><i class="stray"></i>no counterpart</span>` : ""}</p>` : ""}</div>` +
      `<div class="controls">${dull ? "<p class='note'>One instant was recorded: a static solution, or a run that ended at once.</p>" : `<button type="button" class="play" aria-label="Play"></button><div class="line"><input type="range" class="time" min="${this.first}" max="${this.last}" step="any" aria-label="Time in s"><div class="ticks">${ticks}</div></div>` +
      `<label>Speed <select class="speed">${this.speeds.map((s) => `<option value="${s}"${s === this.speed ? " selected" : ""}>${s}×</option>`).join("")}</select></label>`}</div>` +
      `<div class="controls"><span class="views" role="group" aria-label="View">${[["3d", "3D"], ["front", "Front"], ["side", "Side"], ["top", "Top"]].map(([v, text]) => `<button type="button" data-view="${v}">${text}</button>`).join("")}${this.leader ? `<button type="button" data-view="follow" aria-pressed="false">Follow</button>` : ""}</span>` +
      `<span class="toggles">${named ? toggle("ghost", "G", "Reference") : ""}${any("joints") ? toggle("joints", "J", "Joints") : ""}${forces ? toggle("forces", "F", "Forces") : ""}${dull ? "" : toggle("paths", "P", "Paths")}${any("bodies") ? toggle("names", "N", "Names") : ""}</span></div>` +
      (this.marks.length ? `<ul class="marks">${this.marks.map((m, k) => `<li><button type="button" data-mark="${k}"><b>${esc(m.id)}</b> ${m.at_s === null || m.at_s === undefined ? "" : `at ${brief(m.at_s)} s`}</button> ${esc(m.text ?? "")}</li>`).join("")}</ul>` : "");
    this.$ = (selector) => this.host.querySelector(selector);
    this.host.classList.add("replay");
    this.host.setAttribute("aria-live", "off");  // a running clock is not to be read out
    if (this.given.still) this.host.classList.add("still");
  }

  // ---- time, view, marks ----
  seek(t, keep = false) {
    this.time = Math.min(Math.max(t, this.first), this.last);
    for (const scene of this.scenes) scene.now = placeOf(scene.times, this.time);
    for (const move of this.moving) move();
    if (!keep && this.chosen !== null && Math.abs((this.marks[this.chosen].at_s ?? this.time) - this.time) > 0.15 * (this.last - this.first)) this.choose(null);
    this.render();
  }
  play() {
    if (this.last <= this.first) return;
    if (this.time >= this.last - 1e-9) this.time = this.first;
    this.playing = true;
    let before = performance.now();
    const frame = (now) => {
      if (!this.playing || this.disposed) return;
      const next = this.time + ((now - before) / 1000) * this.speed;
      before = now;
      this.seek(next > this.last ? this.first : next);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    this.update();
  }
  pause() { this.playing = false; this.render(); }

  choose(k) {
    this.chosen = k;
    for (const halo of this.halos) this.world.remove(halo);
    this.halos = [];
    if (k === null) { this.render(); return; }
    const T = this.T, mark = this.marks[k];
    for (const name of mark.objects ?? []) {
      const object = objectOf(this.main, name);
      if (!object || !(object.track.columns || bodyReach(object) < 3 * this.size)) continue;
      const reach = object.shapes ? Math.min(Math.max(bodyReach(object), this.size / 25), this.size / 7) : this.size / 20;
      const halo = new T.Mesh(new T.TorusGeometry(1.12 * reach, Math.min(this.size / 110, 0.06 * reach), 10, 48), new T.MeshBasicMaterial({ color: "#e4572e", depthTest: false, transparent: true }));
      halo.renderOrder = 9;
      halo.track = object.track;
      this.halos.push(halo);
      this.world.add(halo);
    }
    this.pause();
    this.seek(mark.at_s ?? this.time, true);
  }

  /** What the page shows beside the picture, and what it tells whoever asks by program. */
  update() {
    const decimals = this.last < 1 ? 3 : 2, past = this.main.times.length && this.time > this.main.times[this.main.times.length - 1] + 1e-9;
    this.$(".clock").textContent = this.last > this.first ? `t = ${this.time.toFixed(decimals)} s${past ? (this.main.diverged ? " – the candidate diverged" : " – the candidate has ended") : ""}` : "";
    const play = this.$(".play"), line = this.$(".time");
    if (play) play.textContent = this.playing ? "❚❚" : "►", play.setAttribute("aria-label", this.playing ? "Pause" : "Play");
    if (line) line.value = this.time, line.setAttribute("aria-valuetext", `${this.time.toFixed(decimals)} s`);
    for (const b of this.host.querySelectorAll("[data-mark]")) b.classList.toggle("chosen", Number(b.dataset.mark) === this.chosen);
    this.$("[data-view=follow]")?.setAttribute("aria-pressed", Boolean(this.following));
    this.given.onTime?.(this.time);
    this.host.dataset.state = "shown";
    if (this.playing) return;
    Object.assign(this.host.dataset, { time: this.time.toFixed(4), marks: this.marks.length, unmatched: this.alarmed ?? 0, frame: this.size.toPrecision(3), halos: this.halos?.length ?? 0, ...this.counts });
    this.host.dataset.positions = JSON.stringify(this.positions().slice(0, 30));
  }
  /** [[name, x, y, z], …] of the candidate's bodies that move, at the time shown. */
  positions() {
    return this.main.bodies.filter((b) => b.track.columns).map((b) => [b.name ?? String(b.id), ...b.track.position(...this.main.now).map((x) => Number(x.toPrecision(6)))]);
  }

  // ---- hands ----
  listen() {
    const stage = this.$(".stage"), step = (n) => { this.pause(); const times = this.main.times, [i, share] = placeOf(times, this.time); this.seek(times[Math.min(Math.max(i + n + (n < 0 && share > 0 ? 1 : 0), 0), times.length - 1)]); };
    const zoom = (factor) => { this.camera.position.sub(this.controls.target).multiplyScalar(factor).add(this.controls.target); this.render(); };
    const flip = (key) => { const box = this.$(`input[name=${key}]`); if (box) { box.checked = !box.checked; box.dispatchEvent(new Event("change", { bubbles: true })); } };
    const keys = { " ": () => (this.playing ? this.pause() : this.play()), ArrowLeft: (e) => step(e.shiftKey ? -10 : -1), ArrowRight: (e) => step(e.shiftKey ? 10 : 1), Home: () => this.seek(this.first), End: () => { this.pause(); this.seek(this.last); },
      1: () => this.look("3d"), 2: () => this.look("front"), 3: () => this.look("side"), 4: () => this.look("top"), 5: () => this.leader && this.toggleFollow(), "+": () => zoom(0.8), "=": () => zoom(0.8), "-": () => zoom(1.25),
      m: () => this.marks.length && this.choose(((this.chosen ?? -1) + 1) % this.marks.length), Escape: () => this.choose(null), g: () => flip("ghost"), j: () => flip("joints"), f: () => flip("forces"), p: () => flip("paths"), n: () => flip("names") };
    stage.addEventListener("keydown", (e) => { const act = keys[e.key] ?? keys[e.key.toLowerCase()]; if (act && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); act(e); } });
    stage.addEventListener("pointerdown", () => stage.focus({ preventScroll: true }));
    stage.addEventListener("focus", () => { this.controls.enableZoom = true; });
    stage.addEventListener("blur", () => { this.controls.enableZoom = false; });
    this.$("canvas").style.touchAction = "pan-y";  // a phone's page still scrolls
    this.controls.addEventListener("start", () => { this.touched = true; });
    this.controls.addEventListener("change", () => this.render());
    this.host.addEventListener("click", (e) => {
      const button = e.target.closest("button");
      if (!button) return;
      if (button.classList.contains("play")) keys[" "]();
      else if (button.dataset.view === "follow") this.toggleFollow();
      else if (button.dataset.view) this.look(button.dataset.view);
      else if (button.dataset.mark) this.choose(Number(button.dataset.mark));
    });
    this.$(".time")?.addEventListener("input", (e) => { this.pause(); this.seek(Number(e.target.value)); });
    this.host.addEventListener("change", (e) => {
      if (e.target.classList.contains("speed")) this.speed = Number(e.target.value);
      if (e.target.type !== "checkbox") return;
      this.shown[e.target.name] = e.target.checked;
      if (this.groups[e.target.name]) this.groups[e.target.name].visible = e.target.checked;
      this.seek(this.time, true);
    });
    this.sizes = new ResizeObserver(() => this.draw());  // in the same frame: a picture is never stretched
    this.sizes.observe(this.$("canvas"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.render());
  }
  dispose() {
    this.disposed = true;
    this.playing = false;
    this.sizes.disconnect();
    this.controls.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}

/** three.js from its texts: modules that import each other need addresses, which a page without a server makes itself. */
async function importThree({ core, renderer, controls }) {
  const address = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const coreAt = address(core), rendererAt = address(renderer.replaceAll("./three.core.min.js", coreAt));
  const controlsAt = address(controls.replace(/from\s*['"]three['"]/, `from "${rendererAt}"`));
  const [THREE, { OrbitControls }] = await Promise.all([import(rendererAt), import(controlsAt)]);
  return { THREE, OrbitControls };
}

let threeLoaded = null;
/** Shows a replay in `host`; where that can't be, says why there, and answers null. `texts`: the modules of three.js, or null. */
async function showReplay(host, texts, given) {
  const refuse = (state, why) => { host.dataset.state = state; host.innerHTML = `<p class="nothing">${why}</p>`; return null; };
  if (!given.candidate) { host.dataset.state = "nothing"; return null; }
  if (!texts) return refuse("no-library", "The 3D replay isn't in this page: three.js wasn't installed where it was made (tools/setup.sh installs it). The plots tell the motion.");
  try {
    threeLoaded ??= importThree(await texts());
    return new Replay(host, await threeLoaded, given);
  } catch (error) {
    const webgl = /webgl/i.test(error.message);
    return refuse(webgl ? "no-webgl" : "failed", `The 3D replay can't be shown${webgl ? ": this browser has no WebGL" : ""} (${esc(error.message)}). The plots tell the motion.`);
  }
}
