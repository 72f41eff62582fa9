// ---- what a replay draws: bodies, nodes, joints, forces, paths, and the camera that looks at them ----
const PALETTE = ["#4c78a8", "#72b7b2", "#54a24b", "#b279a2", "#e0b63c", "#7a6bbf", "#9aa83a", "#5fa8dc"];  // none like the alarm, shaded or not

/** A box that grows about what is added. */
class Box {
  constructor() { this.low = [Infinity, Infinity, Infinity]; this.high = [-Infinity, -Infinity, -Infinity]; }
  add(p) { p.forEach((x, k) => { this.low[k] = Math.min(this.low[k], x); this.high[k] = Math.max(this.high[k], x); }); }
  join(other) { if (!other.isEmpty()) this.add(other.low), this.add(other.high); return this; }
  isEmpty() { return !(this.low[0] <= this.high[0]); }
  /** Half its diagonal. */
  size() { return this.isEmpty() ? 0 : Math.hypot(...this.high.map((h, k) => h - this.low[k])) / 2; }
  static of(boxes) { return boxes.reduce((all, one) => all.join(one), new Box()); }
}

/** Corners of a body's shapes, and its centre of mass, at instant `i`; none where it isn't there. */
function cornersAt(body, i) {
  if (!body.track.isThere(i)) return [];
  const p = body.track.position(i, 0), q = body.track.turn(i, 0);
  return [p, ...body.shapes.flatMap(shapeCorners).map((c) => turned(q, c).map((x, k) => x + p[k]))];
}

/** Where each thing of a scene that moves is over the run: a list of boxes, in order of time. */
function waysOf(scene) {
  const n = scene.times.length, times = [...new Set(Array.from({ length: 40 }, (_, k) => Math.round((k * (n - 1)) / 39)))].filter((i) => i >= 0);
  const way = (pointsAt) => times.map((i) => { const box = new Box(); pointsAt(i).forEach((p) => box.add(p)); return box; }).filter((box) => !box.isEmpty());
  return [...scene.bodies.filter((b) => b.track.columns && !b.fixed).map((b) => way((i) => cornersAt(b, i))), ...scene.meshes.map((m) => way((i) => m.nodes.map((node) => node.track.position(i, 0))))].filter((boxes) => boxes.length);
}

/** The box of all ways. Where some things stay and others fall off (a cloth pulled from a table, a part that came loose), what stays
 * and the beginning of the others' ways: a picture of the whole fall would show neither. */
function boxToSee(ways, up) {
  const whole = Box.of(ways.flat()), start = Box.of(ways.map((way) => way[0])), near = 3 * start.size();
  const centre = (box) => box.low.map((l, k) => (l + box.high[k]) / 2), fall = (from, to) => centre(from).reduce((sum, x, k) => sum + up[k] * (x - centre(to)[k]), 0);
  const leaves = (way) => way.some((box) => fall(way[0], box) > near || Box.of([start, box]).size() > 10 * near), stay = ways.filter((way) => !leaves(way));
  const core = Box.of([start, ...stay.flat()]);
  if (!stay.length || !(whole.size() > 2.2 * core.size())) return whole;
  const limit = 1.6 * core.size();
  for (const way of ways.filter(leaves)) for (const box of way) {
    if (Box.of([core, box]).size() > limit) break;
    core.join(box);
  }
  return core;
}

class Stage {
  /** What the camera frames: the box of where things go, and along which level axis least happens. */
  measure() {
    for (const s of this.scenes) {
      // A body without a shape that goes nowhere is a help of the script's, not a thing to see.
      const isAid = (b) => b && !b.fixed && !b.shapes.length && b.track.columns && b.track.travel() < 1e-9;
      s.joints = s.joints.filter((j) => j.pos_m && !isAid(s.byId.get(j.bodies?.[1])) && !isAid(s.byId.get(j.bodies?.[0])));
      s.bodies = s.bodies.filter((b) => !isAid(b));
    }
    const ways = this.scenes.flatMap(waysOf), box = wheelsOf(this.main).length ? Box.of(ways.flat()) : boxToSee(ways, this.main.up);  // a vehicle's way is the task
    const { low, high } = box, add = (p) => box.add(p), size = () => box.size();
    const addBody = (body, times) => times.forEach((i) => cornersAt(body, i).forEach(add));
    if (!Number.isFinite(low[0])) for (const b of this.main.bodies) if (bodyReach(b) > 0) addBody(b, [0]);
    const moved = Number.isFinite(low[0]) ? Math.max(size(), 1e-3) : 1, middle = low.map((l, k) => (l + high[k]) / 2);
    const beside = (p) => Math.hypot(...p.map((x, k) => x - middle[k])) < 2.5 * moved;
    for (const s of this.scenes) {
      for (const b of s.bodies) if (!b.track.columns && bodyReach(b) > 0 && bodyReach(b) < 1.5 * moved && beside(b.track.fixedAt)) addBody(b, [0]);
      s.joints = s.joints.filter((j) => beside(j.pos_m));
      for (const j of s.joints) if (!isPlaceless(j)) add(j.pos_m);
    }
    if (!Number.isFinite(low[0])) { low.fill(-0.5); high.fill(0.5); }
    this.middle = low.map((l, k) => (l + high[k]) / 2);
    this.size = Math.max(size(), 1e-3);
    this.low = low; this.high = high;
    const most = (scene) => scene.bodies.filter((b) => b.track.columns).sort((a, b) => b.track.travel() - a.track.travel() || bodyReach(b) - bodyReach(a));
    const chassis = [...this.main.vehicles, ...this.main.robots].map((v) => this.main.byId.get(v.chassis_body)).find(Boolean);
    // Of what goes about as far as anything, the heaviest: a chassis, not its wheels.
    const travels = most(this.main).map((b) => b.track.travel()), least = 0.8 * (travels[0] ?? 0) - 1e-3 * this.size;
    const heaviest = most(this.main).filter((b) => b.track.travel() >= least).sort((a, b) => (b.mass_kg ?? 0) - (a.mass_kg ?? 0))[0];
    this.leader = chassis ?? heaviest;
    this.mostMoving = most;
    this.following = wheelsOf(this.main).length > 0 && this.size > 3 * bodyReach(this.leader);  // a vehicle is lost in its whole way
    const up = this.main.up.map(Math.abs), vertical = up.indexOf(Math.max(...up));
    const flat = [0, 1, 2].filter((k) => k !== vertical), span = (k) => high[k] - low[k];
    this.front = span(flat[0]) < 0.98 * span(flat[1]) ? flat[0] : flat[1];  // looked along
    this.side = flat.find((k) => k !== this.front);
  }

  // ---- the scene ----
  build() {
    const T = this.T, canvas = this.$("canvas");
    this.renderer = new T.WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.renderer.shadowMap.enabled = true;
    this.world = new T.Scene();
    this.camera = new T.PerspectiveCamera(32, 1, this.size / 100, this.size * 400);
    this.camera.up.set(...this.main.up);
    this.controls = new this.Orbit(this.camera, canvas);
    this.controls.enableZoom = false;  // until it is chosen: a page scrolls
    this.lights();
    this.ground();
    this.walls = [];
    this.stills = [];  // materials of what stands still and has no colour of its own: darker on a dark page
    this.moving = [];  // functions of (time) that put things where they are
    this.counts = { meshes: 0, ghosts: 0, joints: 0, tendons: 0, nodes: 0, sensors: 0, reliefs: 0, spokes: 0 };
    this.groups = Object.fromEntries(["ghost", "joints", "forces", "paths"].map((name) => { const g = new T.Group(); this.world.add(g); return [name, g]; }));
    const unmatched = new Set((this.given.unmatched?.candidate ?? []).map(String)), missing = new Set((this.given.unmatched?.reference ?? []).map(String));
    for (const scene of this.scenes) {
      const ghost = scene.role === "reference";
      scene.bodies.forEach((body, k) => this.addBody(scene, body, k, ghost, (ghost ? missing : unmatched).has(`body,${body.id}`)));
      for (const mesh of scene.meshes) this.addMesh(scene, mesh, ghost);
    }
    for (const joint of this.main.joints) this.addJoint(joint);
    for (const tendon of this.main.tendons ?? []) this.addTendon(tendon);
    for (const sensor of this.main.sensors) this.addSensor(sensor);
    for (const terrain of this.main.terrains) if (terrain.type !== "plane") for (const patch of terrain.patches ?? []) this.addPatch(patch);
    this.addForces();
    for (const scene of this.scenes) this.addPaths(scene);
    this.halos = [];
    for (const [name, group] of Object.entries(this.groups)) group.visible = this.shown[name];
  }

  lights() {
    const T = this.T, sun = new T.DirectionalLight(0xffffff, 2.2), up = new T.Vector3(...this.main.up);
    const aside = new T.Vector3(); aside.setComponent(this.side, -0.5); aside.setComponent(this.front, -0.6);
    this.sun = sun;
    this.sunward = up.multiplyScalar(1.2).add(aside).multiplyScalar(2 * this.size);
    sun.castShadow = true;
    sun.shadow.mapSize.set(2048, 2048);
    Object.assign(sun.shadow.camera, { left: -1.6 * this.size, right: 1.6 * this.size, top: 1.6 * this.size, bottom: -1.6 * this.size, near: this.size / 50, far: 8 * this.size });
    sun.shadow.normalBias = this.size / 400;
    const sky = new T.HemisphereLight(0xffffff, 0x9aa3ad, 1.5);
    sky.position.set(...this.main.up);
    this.world.add(sun, sun.target, sky);
  }

  /** A grid at the height of the ground, or under everything; it catches the shadows. */
  ground() {
    const T = this.T, up = new T.Vector3(...this.main.up), turn = new T.Quaternion().setFromUnitVectors(new T.Vector3(0, 0, 1), up);
    const heights = [];
    for (const body of this.main.bodies) for (const shape of body.shapes) {
      if (shape.type !== "plane" || body.track.columns) continue;
      const normal = turned(body.track.fixedTurn, turned(quatOf(shape), [0, 0, 1]));
      if (normal[0] * up.x + normal[1] * up.y + normal[2] * up.z > 0.99) heights.push(new T.Vector3(...turned(body.track.fixedTurn, shape.pos_m ?? [0, 0, 0])).add(new T.Vector3(...body.track.fixedAt)).dot(up));
    }
    const corner = new T.Vector3(...[0, 1, 2].map((k) => (this.main.up[k] >= 0 ? this.low[k] : this.high[k])));
    const under = Math.min(corner.dot(up), this.lowestRelief(up)) - 0.02 * this.size;
    const middle = new T.Vector3(...this.middle), height = heights.length ? Math.max(...heights) : under;
    const place = middle.clone().addScaledVector(up, height - middle.dot(up));
    const step = niceLength(this.size / 2.5), cells = Math.ceil((3 * this.size) / step);
    const grid = new T.GridHelper(2 * cells * step, 2 * cells);
    grid.material.transparent = true;
    grid.material.opacity = 0.35;
    this.gridColors = grid.material;
    grid.quaternion.setFromUnitVectors(new T.Vector3(0, 1, 0), up);
    grid.position.copy(place);
    for (const k of [this.front, this.side]) grid.position.setComponent(k, Math.round(place.getComponent(k) / step) * step);
    const wide = new T.PlaneGeometry(60 * this.size, 60 * this.size), carpet = new T.Mesh(wide, new T.ShadowMaterial({ opacity: 0.18 }));
    if (heights.length) {  // what stands below the ground isn't seen
      const floor = new T.Mesh(wide, new T.MeshBasicMaterial());
      floor.quaternion.copy(turn);
      floor.position.copy(place).addScaledVector(up, -this.size / 1000);
      this.floorColors = floor.material;
      this.world.add(floor);
    }
    carpet.quaternion.copy(turn);
    carpet.position.copy(place).addScaledVector(up, -this.size / 2000);
    carpet.receiveShadow = true;
    this.world.add(grid, carpet);
  }

  /** How far up the lowest point of hills and valleys is: a grid must not cut through them. */
  lowestRelief(up) {
    let lowest = Infinity;
    const deepest = ({ per_mille }) => per_mille.reduce((least, x) => Math.min(least, x), Infinity) / 1000;
    const add = (place, z) => { lowest = Math.min(lowest, new this.T.Vector3(...place).dot(up) + z); };
    for (const b of this.main.bodies) for (const s of b.shapes) if (s.heights && b.fixed) add((s.pos_m ?? [0, 0, 0]).map((x, k) => x + b.track.fixedAt[k]), deepest(s.heights) * (s.size_m?.[2] ?? 0));
    for (const t of this.main.terrains) for (const p of t.patches) if (p.heights) add(p.pos_m ?? [0, 0, 0], (p.height_m?.[0] ?? 0) + deepest(p.heights) * ((p.height_m?.[1] ?? 0) - (p.height_m?.[0] ?? 0)));
    return lowest;
  }

  /** A shape's mesh at its place in the body. Planes are the ground's: a grid stands for them. */
  shapeMesh(shape, material) {
    const geometry = shape.type === "plane" ? null : shapeGeometry(this.T, shape, this.size);
    if (!geometry) return null;
    const mesh = new this.T.Mesh(geometry, material);
    mesh.position.set(...(shape.pos_m ?? [0, 0, 0]));
    mesh.quaternion.set(...quatOf(shape));
    return mesh;
  }

  /** Where there is a sheet, what it lies on is drawn as if a little further away, else it would shine through. */
  below(units) {
    this.hasSheet ??= this.scenes.some((s) => s.meshes.some(isSheet));
    return { polygonOffset: this.hasSheet, polygonOffsetFactor: 2, polygonOffsetUnits: units };
  }
  solid(color, alarm) {
    return new this.T.MeshStandardMaterial({ color: alarm ? "#e4572e" : color, roughness: 0.55, metalness: 0.05, emissive: alarm ? "#e4572e" : "#000000", emissiveIntensity: 0.35, ...this.below(400) });
  }
  /** Always drawn as if a little further away: where the candidate is right, the two lie in one place. */
  ghostly(alarm) {
    const color = alarm ? "#e4572e" : this.ink("--ghost");
    return [new this.T.MeshStandardMaterial({ color, transparent: true, opacity: 0.34, depthWrite: false, roughness: 1, ...this.below(200), polygonOffset: true }), new this.T.LineBasicMaterial({ color, transparent: true, opacity: 0.75 })];
  }

  /** A shape's own colour; where nobody chose one (gray, white, or all bodies alike), one for each body. */
  colorOf(scene, body, shape, number) {
    const same = (c) => c && Math.max(...c) - Math.min(...c) < 0.02 && (Math.abs(c[0] - 0.5) < 0.02 || c[0] > 0.95);
    scene.colors ??= new Set(scene.bodies.filter((b) => b.track.columns).flatMap((b) => b.shapes.map((s) => String(s.color))));
    const movers = scene.bodies.filter((b) => b.track.columns && b.shapes.length).length;
    if (shape.color && !same(shape.color) && !(scene.colors.size === 1 && movers > 1)) return new this.T.Color().setRGB(...shape.color, this.T.SRGBColorSpace);
    return body.fixed ? this.ink("--still") : PALETTE[number % PALETTE.length];
  }

  /** Lines on what is round, so that one sees it turn. A ghost's lie further out, and are light: what turns about its own axis hides its ghost. */
  spokes(shape, ghost) {
    const T = this.T, [r, l] = shape.size_m ?? [], out = ghost ? 1.016 : 1.004, a = out * r, h = (0.5 + (out - 1) / 1.3) * l, v = (...p) => new T.Vector3(...p);
    const material = new T.LineBasicMaterial(ghost ? { color: "#e3ebf4", transparent: true, opacity: 0.9 } : { color: "#000000", transparent: true, opacity: 0.4 });
    if (shape.type === "cylinder" && 2 * r > l / 2) return [new T.LineSegments(new T.BufferGeometry().setFromPoints([h, -h].flatMap((z) => [v(-a, 0, z), v(a, 0, z), v(0, -a, z), v(0, a, z)])), material)];
    if (shape.type !== "sphere") return [];
    const ring = Array.from({ length: 49 }, (_, k) => v(a * Math.cos((k * Math.PI) / 24), 0, a * Math.sin((k * Math.PI) / 24)));
    return [new T.Line(new T.BufferGeometry().setFromPoints(ring), material)];
  }

  addBody(scene, body, number, ghost, alarm) {
    if (ghost && (body.fixed || !body.track.columns)) return;  // what stands in both would only flicker
    const T = this.T, holder = new T.Group();
    if (this.main.terrains.some((t) => t.patches.some((p) => p.heights && p.body === body.id))) return;  // the relief stands for the box about its mesh
    const shapes = body.shapes.length || !body.track.columns ? body.shapes : [{ type: "other" }];  // a body without a shape: a mark
    for (const shape of shapes) {
      const color = ghost ? null : this.colorOf(scene, body, shape, number), [material, edge] = ghost ? this.ghostly(alarm) : [this.solid(color, alarm)];
      if (!alarm && color === this.ink("--still")) this.stills.push(material);
      const mesh = this.shapeMesh(shape, material);
      if (!mesh) continue;
      if (ghost) mesh.add(new T.LineSegments(new T.EdgesGeometry(mesh.geometry, 25), edge)), this.counts.ghosts++;
      else mesh.castShadow = bodyReach(body) < 6 * this.size, mesh.receiveShadow = true;
      if (!body.fixed) for (const line of this.spokes(shape, ghost)) mesh.add(line), this.counts.spokes += ghost ? 1 : 0;
      if (!ghost && !body.track.columns && !shape.heights) this.walls.push(mesh);
      if (shape.heights) mesh.add(reliefLines(T, mesh.geometry, shape.heights)), material.side = T.DoubleSide, this.counts.reliefs++;
      holder.add(mesh);
    }
    if (!ghost) this.counts.meshes += holder.children.length;
    (ghost ? this.groups.ghost : this.world).add(holder);
    this.follow(scene, holder, body.track);
    if (!ghost) body.holder = holder;
    if (alarm && !ghost) this.alarmed = (this.alarmed ?? 0) + 1;
  }

  /** Keeps `object` where `track` says. */
  follow(scene, object, track) {
    this.moving.push(() => {
      const [i, share] = scene.now;
      object.visible = track.isThere(i);
      object.position.set(...track.position(i, share));
      object.quaternion.set(...track.turn(i, share));
    });
  }

  /** Nodes as balls, joined to their neighbours by rods. */
  addMesh(scene, mesh, ghost) {
    if (!mesh.nodes.length) return;
    const T = this.T, kinds = (mesh.elements ?? []).map((e) => e.type);
    const sheet = isSheet(mesh), line = !sheet && !kinds.some((k) => /tetra|hexa|flex3d/.test(k));
    const pairs = nodePairs(mesh.nodes.map((n) => n.track.position(0, 0)), line);
    const triangles = sheet ? ringTriangles(pairs, mesh.nodes.length) : [], skin = new T.BufferGeometry();
    const radius = Math.min(Math.max(mesh.radius_m ?? 0, this.size / 250), this.size / 30) * (ghost ? 0.8 : 1) * (triangles.length ? 0.3 : 1);
    const material = ghost ? this.ghostly(false)[0] : this.solid(PALETTE[0], false);
    if (ghost) material.opacity = 0.6;  // thin things are seen less
    const balls = new T.InstancedMesh(new T.SphereGeometry(1.25 * radius, 12, 8), material, mesh.nodes.length);
    const rods = new T.InstancedMesh(new T.CylinderGeometry(radius, radius, 1, 10), material, Math.max(1, pairs.length));
    if (triangles.length) {
      skin.setIndex(triangles);
      skin.setAttribute("position", new T.BufferAttribute(new Float32Array(3 * mesh.nodes.length), 3));
      const cloth = new T.Mesh(skin, ghost ? this.ghostly(false)[0] : this.solid("#7fa3c7", false));
      Object.assign(cloth.material, { side: T.DoubleSide, flatShading: true });  // nobody says which side is which
      if (!ghost) Object.assign(cloth.material, { polygonOffsetFactor: 1, polygonOffsetUnits: 1 });
      cloth.frustumCulled = false;
      cloth.castShadow = !ghost;  // a thin sheet that caught its own shadow would be striped
      (ghost ? this.groups.ghost : this.world).add(cloth);
      const net = new T.BufferGeometry();
      net.setAttribute("position", skin.attributes.position);
      net.setIndex(pairs.flat());
      const lines = new T.LineSegments(net, new T.LineBasicMaterial({ color: ghost ? this.ink("--ghost") : "#1f3a57", transparent: true, opacity: 0.45 }));
      lines.frustumCulled = false;
      cloth.add(lines);
      this.counts[ghost ? "ghosts" : "meshes"]++;
    }
    for (const made of [balls, rods]) made.frustumCulled = false, made.castShadow = !ghost, (ghost ? this.groups.ghost : this.world).add(made);
    const at = new T.Matrix4(), a = new T.Vector3(), b = new T.Vector3(), y = new T.Vector3(0, 1, 0), q = new T.Quaternion(), scale = new T.Vector3();
    this.moving.push(() => {
      const [i, share] = scene.now, places = mesh.nodes.map((n) => n.track.position(i, share));
      if (triangles.length) { places.forEach((p, k) => skin.attributes.position.setXYZ(k, ...p)); skin.attributes.position.needsUpdate = true; skin.computeVertexNormals(); }
      places.forEach((p, k) => balls.setMatrixAt(k, at.makeTranslation(...p)));
      if (!triangles.length) pairs.forEach(([m, n], k) => {
        a.set(...places[m]); b.set(...places[n]).sub(a);
        const length = b.length() || 1e-9;
        q.setFromUnitVectors(y, b.clone().divideScalar(length));
        rods.setMatrixAt(k, at.compose(a.addScaledVector(b, 0.5), q, scale.set(1, length, 1)));
      });
      balls.instanceMatrix.needsUpdate = rods.instanceMatrix.needsUpdate = true;
      rods.count = triangles.length ? 0 : pairs.length;
    });
    if (!ghost) this.counts.nodes += mesh.nodes.length;
  }

  /** A place given in the world at the start, kept in the body that moves: a function that puts `object` there. */
  fixTo(body, place, turn, object) {
    const T = this.T, track = body.track, back = new T.Quaternion(...track.fixedTurn).invert();
    const local = new T.Vector3(...place).sub(new T.Vector3(...track.fixedAt)).applyQuaternion(back), localTurn = back.multiply(turn);
    const q = new T.Quaternion();
    this.moving.push(() => {
      const [i, share] = this.main.now;
      q.set(...track.turn(i, share));
      object.position.copy(local).applyQuaternion(q).add(new T.Vector3(...track.position(i, share)));
      object.quaternion.copy(q).multiply(localTurn);
      object.visible = track.isThere(i);
    });
  }

  addJoint(joint) {
    if (!joint.pos_m) return;
    const T = this.T, s = this.following ? bodyReach(this.leader) / 14 : this.size / 45, along = new T.Vector3(...(joint.axis ?? this.main.up));
    if (along.length() < 1e-9) along.set(0, 0, 1);
    const turn = new T.Quaternion().setFromUnitVectors(new T.Vector3(0, 0, 1), along.normalize());
    const material = new T.MeshStandardMaterial({ color: "#8e5bd0", roughness: 0.4, transparent: true, opacity: 0.8, depthTest: false });
    const type = joint.type, sliding = /prismatic|linear|cylindrical/.test(type), turning = /revolute|rotation|gear|universal/.test(type);
    const parts = turning ? [new T.TorusGeometry(1.1 * s, 0.32 * s, 10, 28), new T.CylinderGeometry(0.32 * s, 0.32 * s, 3.4 * s, 12).rotateX(Math.PI / 2)]
      : sliding ? [new T.BoxGeometry(0.8 * s, 0.8 * s, 4 * s)] : type === "fixed" ? [new T.BoxGeometry(s, s, s)] : [new T.SphereGeometry(0.8 * s, 16, 12)];
    const glyph = new T.Group();
    for (const part of parts) { const mesh = new T.Mesh(part, material); mesh.renderOrder = 5; glyph.add(mesh); }  // seen through what it holds
    const ends = (joint.bodies ?? []).map((end) => (typeof end === "string" ? null : this.main.byId.get(end)));
    const body = [ends[1], ends[0]].find((b) => b?.track.columns) ?? ends.find(Boolean);
    if (body) this.fixTo(body, joint.pos_m, turn, glyph);
    else glyph.position.set(...joint.pos_m), glyph.quaternion.copy(turn);
    if (/spring|distance|gear|pulley|rack/.test(type) && ends[0] && ends[1]) this.addLine(ends);
    this.counts.joints++;
    joint.glyph = glyph;
    if (!isPlaceless(joint)) this.groups.joints.add(glyph);
  }

  /** A line between two bodies: a spring, a rod of given length. */
  addLine(ends) {
    const T = this.T, geometry = new T.BufferGeometry().setFromPoints([new T.Vector3(), new T.Vector3()]);
    const line = new T.Line(geometry, new T.LineBasicMaterial({ color: "#8e5bd0" }));
    line.frustumCulled = false;
    this.groups.joints.add(line);
    this.moving.push(() => {
      const [i, share] = this.main.now;
      ends.forEach((b, k) => geometry.attributes.position.setXYZ(k, ...b.track.position(i, share)));
      geometry.attributes.position.needsUpdate = true;
    });
  }

  /** From point to point, each carried by its body; about what it is wrapped on it is drawn straight. */
  addTendon({ path }) {
    const T = this.T, geometry = new T.BufferGeometry().setFromPoints(path.map(({ pos_m }) => new T.Vector3(...pos_m)));
    const line = new T.Line(geometry, new T.LineBasicMaterial({ color: "#8e5bd0" }));
    line.frustumCulled = false;
    this.groups.joints.add(line);
    const q = new T.Quaternion(), carried = path.map(({ body, pos_m }) => {
      const track = this.main.byId.get(body)?.track, local = new T.Vector3(...pos_m);
      if (!track) return () => local;
      local.sub(new T.Vector3(...track.fixedAt)).applyQuaternion(new T.Quaternion(...track.fixedTurn).invert());
      return ([i, share]) => local.clone().applyQuaternion(q.set(...track.turn(i, share))).add(new T.Vector3(...track.position(i, share)));
    });
    this.moving.push(() => {
      carried.forEach((at, k) => geometry.attributes.position.setXYZ(k, ...at(this.main.now)));
      geometry.attributes.position.needsUpdate = true;
    });
    this.counts.tendons++;
  }

  /** Cameras and lidars as the pyramid that they see, others as three axes. */
  addSensor(sensor) {
    const T = this.T, body = this.main.byId.get(sensor.body), reach = this.size / 6;
    if (!body) return;
    const holder = new T.Group(), piece = new T.Group();
    piece.position.set(...(sensor.pos_m ?? [0, 0, 0]));
    piece.quaternion.set(...quatOf(sensor));
    if (/camera|depth|lidar|radar/.test(sensor.type)) {
      const [w, h] = sensor.resolution ?? [4, 3], half = Math.tan(Math.min(sensor.fov_rad || 0.8, 2.6) / 2) * reach;
      const backward = this.main.simulator.startsWith("mujoco");  // there a camera looks along −z and fov is vertical, in Chrono along x
      const tall = backward ? half : (half * h) / w, wide = backward ? (half * w) / h : half;
      const corner = (a, b) => (backward ? new T.Vector3(a * wide, b * tall, -reach) : new T.Vector3(reach, a * wide, b * tall));
      const c = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)], o = new T.Vector3();
      piece.add(new T.LineSegments(new T.BufferGeometry().setFromPoints([o, c[0], o, c[1], o, c[2], o, c[3], c[0], c[1], c[1], c[2], c[2], c[3], c[3], c[0]]), new T.LineBasicMaterial({ color: "#12a594" })));
    } else piece.add(new T.AxesHelper(this.size / 12));
    holder.add(piece);
    this.world.add(holder);
    this.follow(this.main, holder, body.track);
    this.counts.sensors++;
  }

  addPatch(patch) {
    const T = this.T, [length, width] = patch.size_m ?? [0, 0], [low, high] = patch.height_m ?? [0, 0];
    if (!(length > 0) || (!patch.heights && this.main.byId.get(patch.body)?.shapes.length)) return;
    const slab = new T.Mesh(new T.BoxGeometry(length, width, Math.max(high - low, 1e-3)), new T.MeshStandardMaterial({ color: "#9c8b72", roughness: 1, transparent: true, opacity: 0.5 }));
    if (patch.heights) {
      slab.geometry = reliefGeometry(T, length, width, patch.heights, low, high);
      slab.add(reliefLines(T, slab.geometry, patch.heights));
      Object.assign(slab.material, { opacity: 1, transparent: false, side: T.DoubleSide });
      slab.receiveShadow = true;
      slab.position.set(...(patch.pos_m ?? [0, 0, 0]));
      this.world.add(slab);
      this.counts.reliefs++;
      return;
    }
    slab.quaternion.setFromUnitVectors(new T.Vector3(0, 0, 1), new T.Vector3(...this.main.up));
    slab.position.set(...(patch.pos_m ?? [0, 0, 0])).addScaledVector(new T.Vector3(...this.main.up), (low + high) / 2);
    slab.receiveShadow = true;
    this.world.add(slab);
  }

  /** Contact forces at bodies, reactions at joints; the largest is as long as a third of the scene. */
  addForces() {
    const T = this.T, longest = 0.7 * (this.following ? 2 * bodyReach(this.leader) : this.size);
    const things = [...this.main.bodies.filter((b) => b.force && b.holder).map((b) => [b.force, b.holder, "#d1345b"]), ...this.main.joints.filter((j) => j.force && j.glyph).map((j) => [j.force, j.glyph, "#8e5bd0"])];
    const all = things.flatMap(([force]) => [...force[0]].map((x, i) => Math.hypot(x, force[1][i], force[2][i]))).filter(Number.isFinite).sort((a, b) => a - b);
    const largest = all[Math.floor(0.98 * (all.length - 1))] || 1;
    for (const [force, holder, color] of things) {
      const arrow = new T.ArrowHelper(new T.Vector3(0, 0, 1), new T.Vector3(), 1, color);
      this.groups.forces.add(arrow);
      this.moving.push(() => {
        const [i, share] = this.main.now, f = new T.Vector3(...force.map((c) => mixed(c, i, share))), n = f.length();
        arrow.visible = n > largest / 200 && holder.visible;
        if (!arrow.visible) return;
        const length = Math.min(n / largest, 1.5) * longest;
        arrow.position.copy(holder.position);
        arrow.setDirection(f.divideScalar(n));
        arrow.setLength(length, Math.min(0.25 * length, longest / 10), Math.min(0.12 * length, longest / 20));
      });
    }
  }

  /** The way so far: of wheels where they touch, else of what moves most. */
  addPaths(scene) {
    const T = this.T, wheels = wheelsOf(scene), ghost = scene.role === "reference";
    const bodies = wheels.length ? wheels.map((id) => scene.byId.get(id)).filter((b) => b?.track.columns) : this.mostMoving(scene).slice(0, 1);
    bodies.forEach((body, k) => {
      if (!(body.track.travel() > this.size / 100)) return;
      const drop = wheels.length ? Math.max(...body.shapes.map((s) => s.size_m?.[0] ?? 0)) * 0.98 : 0;
      const points = [];
      for (let i = body.track.from; i < Math.min(body.track.until, scene.times.length); i++) {
        const p = body.track.position(i, 0), r = wheels.length ? drop : 0;
        points.push(new T.Vector3(...p.map((x, axis) => x - r * scene.up[axis])));
      }
      const geometry = new T.BufferGeometry().setFromPoints(points);
      const line = new T.Line(geometry, new T.LineBasicMaterial({ color: ghost ? this.ink("--ghost") : "#d1345b", transparent: true, opacity: ghost ? 0.6 : 0.9 }));
      line.frustumCulled = false;
      this.groups.paths.add(line);
      this.moving.push(() => { geometry.setDrawRange(0, Math.max(0, scene.now[0] - body.track.from + 1)); line.visible = !ghost || this.shown.ghost; });
      if (k === 0 && !ghost) this.pathOf = body.name;
    });
  }

  look(view) {
    const T = this.T, up = new T.Vector3(...this.main.up), direction = new T.Vector3();
    const set = (axis, x) => direction.setComponent(axis, x);
    if (view === "front") set(this.front, this.front === 0 ? 1 : -1);
    else if (view === "side") set(this.side, this.side === 1 ? -1 : 1);
    else if (view === "top") { direction.copy(up); set(this.front, -0.001); }
    else { set(this.front, this.front === 0 ? 0.86 : -0.86); set(this.side, 0.42); direction.addScaledVector(up, 0.34); }
    direction.normalize();
    const [low, high] = this.following ? this.around(this.leader) : [this.low, this.high];
    const middle = new T.Vector3(...low.map((l, k) => (l + high[k]) / 2));
    this.controls.target.copy(middle);
    this.camera.position.copy(middle).addScaledVector(direction, this.distanceFor(direction, low, high));
    this.controls.update();
    this.view = view;
    if (this.main.now) this.seek(this.time, true);
  }
  /** How far off the camera has to be for a box to fill the picture. */
  distanceFor(direction, low, high) {
    const T = this.T, canvas = this.$("canvas"), aspect = (canvas.clientWidth || 16) / (canvas.clientHeight || 9);
    const free = Math.max(0.66, 1 - 76 / (canvas.clientHeight || 475));  // clock, legend and scale bar lie over the rest
    const tall = free * Math.tan((this.camera.fov * Math.PI) / 360), wide = 0.84 * Math.tan((this.camera.fov * Math.PI) / 360) * aspect;
    const right = new T.Vector3(...this.main.up).cross(direction).normalize(), up = direction.clone().cross(right);
    let distance = this.size / 50;
    for (const corner of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const p = new T.Vector3(...low.map((l, k) => ((corner >> k) & 1 ? 0.5 : -0.5) * (high[k] - l)));
      distance = Math.max(distance, p.dot(direction) + Math.max(Math.abs(p.dot(right)) / wide, Math.abs(p.dot(up)) / tall));
    }
    return distance;
  }
  /** A box about a body at the time shown, with what goes along beside it: wheels, a trailer. */
  around(body) {
    const [i, share] = this.main.now ?? [0, 0], middle = body.track.position(i, share), near = Math.max(4 * bodyReach(body), 0.04 * this.size);
    const beside = this.main.bodies.filter((b) => b.track.columns && Math.hypot(...b.track.position(i, 0).map((x, k) => x - middle[k])) < near).flatMap((b) => cornersAt(b, i));
    const reach = [0, 1, 2].map((k) => Math.max(0.04 * this.size, 1.15 * Math.max(0, ...beside.map((p) => Math.abs(p[k] - middle[k])))));
    return [middle.map((x, k) => x - reach[k]), middle.map((x, k) => x + reach[k])];
  }
  toggleFollow() {
    this.following = !this.following;
    this.look(this.view);
  }

  // ---- drawing ----
  ink(name) { return getComputedStyle(this.host).getPropertyValue(name).trim() || "#8b9198"; }
  render() {
    if (this.pending || this.disposed) return;
    this.pending = true;
    requestAnimationFrame(() => { this.pending = false; this.draw(); });
  }
  draw() {
    if (this.disposed) return;
    const T = this.T, canvas = this.$("canvas"), w = canvas.clientWidth, h = canvas.clientHeight;
    if (!w || !h) return;
    if (this.width !== w || this.height !== h) {
      this.renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
      this.renderer.setSize(w, h, false);
      this.camera.aspect = w / h;
      this.camera.updateProjectionMatrix();
      this.width = w; this.height = h;
      if (!this.touched) this.look(this.view);
    }
    const leader = this.leader && new T.Vector3(...this.leader.track.position(...this.main.now));
    if (this.following && leader) {
      const step = leader.clone().sub(this.controls.target);
      this.controls.target.copy(leader);
      this.camera.position.add(step);
    }
    this.sun.target.position.copy(this.following ? leader : new T.Vector3(...this.middle));
    this.sun.position.copy(this.sun.target.position).add(this.sunward);
    this.gridColors.color.set(this.ink("--grid"));
    this.floorColors?.color.set(this.ink("--floor"));
    for (const material of this.stills) material.color.set(this.ink("--still"));
    for (const halo of this.halos) { halo.position.set(...halo.track.position(...this.main.now)); halo.quaternion.copy(this.camera.quaternion); }
    this.world.updateMatrixWorld();
    this.clearSight();
    this.renderer.render(this.world, this.camera);
    this.overlay(w, h);
    this.update();
  }
  /** What stands between the eye and what moves is seen through: a wall, a housing. */
  clearSight() {
    const T = this.T, eye = this.camera.position, ray = (this.ray ??= new T.Raycaster()), inTheWay = new Set();
    this.sights ??= [...this.mostMoving(this.main).slice(0, 6).map((b) => [b.track, bodyReach(b)]), ...this.main.meshes.filter((m) => m.nodes.length).map((m) => [m.nodes[m.nodes.length >> 1].track, 0])];
    for (const [track, reach] of this.walls.length ? this.sights : []) for (const part of [0, 0.7]) {  // its middle and its foot
      const way = new T.Vector3(...track.position(...this.main.now)).addScaledVector(new T.Vector3(...this.main.up), -part * reach).sub(eye);
      ray.far = Math.max(0, way.length() - reach - this.size / 50);
      ray.set(eye, way.normalize());
      for (const { object } of ray.intersectObjects(this.walls, false)) inTheWay.add(object);
    }
    for (const wall of this.walls) Object.assign(wall.material, inTheWay.has(wall) ? { transparent: true, opacity: 0.25, depthWrite: false } : { transparent: false, opacity: 1, depthWrite: true });
  }
  overlay(w, h) {
    const T = this.T, distance = this.camera.position.distanceTo(this.controls.target), per_m = h / (2 * Math.tan((this.camera.fov * Math.PI) / 360) * distance);
    const length = niceLength(110 / per_m);
    this.$(".scalebar i").style.width = `${(length * per_m).toFixed(1)}px`;
    this.$(".scalebar span").textContent = length >= 1 ? `${show(length)} m` : length >= 0.01 ? `${show(100 * length)} cm` : `${show(1000 * length)} mm`;
    const back = this.camera.quaternion.clone().invert();
    this.$(".triad").innerHTML = [["x", "#d1345b"], ["y", "#3a9b4e"], ["z", "#3f74d1"]].map(([name, color], k) => {
      const v = new T.Vector3().setComponent(k, 20).applyQuaternion(back);
      return `<path d="M0 0L${v.x.toFixed(1)} ${(-v.y).toFixed(1)}" stroke="${color}" stroke-width="2.5"/><text x="${(1.28 * v.x).toFixed(1)}" y="${(-1.28 * v.y + 3.5).toFixed(1)}" fill="${color}" text-anchor="middle">${name}</text>`;
    }).join("");
    const labels = this.$(".labels");
    const placed = [];  // a name that would lie on another is left out
    labels.innerHTML = !this.shown.names ? "" : this.main.bodies.filter((b) => b.name && b.track.columns && b.track.isThere(this.main.now[0])).map((b) => {
      const p = new T.Vector3(...b.track.position(...this.main.now)).project(this.camera), x = (w / 2) * (p.x + 1), y = (h / 2) * (1 - p.y), wide = 3.6 * b.name.length + 5;
      if (p.z > 1 || placed.some(([px, py, pw]) => Math.abs(px - x) < pw + wide && Math.abs(py - y) < 17)) return "";
      placed.push([x, y, wide]);
      return `<span style="left:${x.toFixed(1)}px;top:${y.toFixed(1)}px">${esc(b.name)}</span>`;
    }).join("");
  }
}

const isSheet = (mesh) => (mesh.elements ?? []).some((e) => /shell|flex2d/.test(e.type));
const quatOf = ({ quat }) => (quat ? [quat[1], quat[2], quat[3], quat[0]] : [0, 0, 0, 1]);
/** 1, 2 or 5 times a power of ten, at most `length`. */
function niceLength(length) {
  const power = 10 ** Math.floor(Math.log10(length));
  return power * ([5, 2].find((k) => k * power <= length) ?? 1);
}
/** A pair of gears has no place of its own: a line between the two stands for it. */
const isPlaceless = (joint) => /gear|pulley/.test(joint.type);
