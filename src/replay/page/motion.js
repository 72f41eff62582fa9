// ---- a replay's scene, decoded (docs/format/scene.md); no drawing here ----

/** All numbers of a column, `count` of them; NaN where there is none. */
function columnNumbers(column, count) {
  if (column === null || typeof column === "number") return new Float64Array(count).fill(column ?? NaN);
  const out = Float64Array.from(column.v, (step) => step ?? NaN);
  for (let pass = 0; pass < column.k; pass++) for (let i = 1; i < out.length; i++) out[i] += out[i - 1];
  return out.map((step) => step * column.q);
}

/** The place of time `t` between the instants: index and share of the way to the next. */
function placeOf(times, t) {
  let low = 0, high = times.length - 1;
  if (high < 0 || t <= times[0]) return [0, 0];
  if (t >= times[high]) return [high, 0];
  while (high - low > 1) { const middle = (low + high) >> 1; if (times[middle] <= t) low = middle; else high = middle; }
  return [low, (t - times[low]) / (times[high] - times[low] || 1)];
}

const mixed = (numbers, i, share) => numbers[i] + (share > 0 && i + 1 < numbers.length ? share * (numbers[i + 1] - numbers[i]) : 0);

/** Where something was: position at a place in time, and for bodies the quaternion [x, y, z, w]. */
class Track {
  constructor(object, count) {
    this.from = object.from ?? 0;
    const n = (object.until ?? count) - this.from;
    this.columns = object.track ? object.track.map((c) => columnNumbers(c, n)) : null;
    this.until = this.columns ? this.from + n : Infinity;
    this.fixedAt = object.pos_m ?? [0, 0, 0];
    const q = object.quat ?? [1, 0, 0, 0];
    this.fixedTurn = [q[1], q[2], q[3], q[0]];
  }
  isThere(i) { return i >= this.from && i < this.until && (!this.columns || !Number.isNaN(this.columns[0][i - this.from])); }
  position(i, share) {
    if (!this.columns) return this.fixedAt;
    const k = Math.min(Math.max(i - this.from, 0), this.columns[0].length - 1);
    return [0, 1, 2].map((axis) => mixed(this.columns[axis], k, share));
  }
  turn(i, share) {
    if (!this.columns || this.columns.length < 7) return this.fixedTurn;
    const k = Math.min(Math.max(i - this.from, 0), this.columns[3].length - 1);
    const q = [4, 5, 6, 3].map((c) => mixed(this.columns[c], k, share)), norm = Math.hypot(...q) || 1;
    return q.map((x) => x / norm);
  }
  /** [[low, high], …] of the three axes over the run. */
  range() {
    const axes = this.columns ? this.columns.slice(0, 3) : this.fixedAt.map((x) => [x]);
    return axes.map((numbers) => { let low = Infinity, high = -Infinity; for (const x of numbers) if (x < low) low = x; for (const x of numbers) if (x > high) high = x; return [low, high]; });
  }
  /** The largest extent of the motion along an axis. */
  travel() { return this.columns ? Math.max(...this.range().map(([low, high]) => high - low)) : 0; }
}

/** The rotation of [x, y, z] by quaternion [x, y, z, w]. */
function turned([qx, qy, qz, qw], [x, y, z]) {
  const cx = qy * z - qz * y + qw * x, cy = qz * x - qx * z + qw * y, cz = qx * y - qy * x + qw * z;
  return [x + 2 * (qy * cz - qz * cy), y + 2 * (qz * cx - qx * cz), z + 2 * (qx * cy - qy * cx)];
}

/** A scene with its columns decoded: {times, bodies, joints, meshes, …}, each object with its `track`. */
function decodedScene(scene) {
  const count = scene.count, track = (object) => Object.assign({}, object, { track: new Track(object, count) });
  const forced = (object) => (object.force ? Object.assign(object, { force: object.force.map((c) => columnNumbers(c, count)) }) : object);
  // Shapes stand in the body's frame, a track is of its centre of mass: all about that centre from here on.
  const centred = (body) => Object.assign(body, { shapes: body.shapes.map((s) => ({ ...s, pos_m: (s.pos_m ?? [0, 0, 0]).map((x, k) => x - (body.com_m?.[k] ?? 0)) })) });
  const bodies = scene.bodies.map((b) => centred(forced(track(b)))), byId = new Map(bodies.map((b) => [b.id, b]));
  const meshes = scene.meshes.map((m) => ({ ...m, nodes: m.nodes.map(track) })), meshById = new Map(meshes.map((m) => [m.id, m]));
  const gravity = scene.gravity_m_s2 ?? [0, 0, 0], g = Math.hypot(...gravity);
  return {
    ...scene, bodies, meshes, byId,
    times: columnNumbers(scene.t, count),
    up: g > 1e-9 ? gravity.map((x) => -x / g + 0) : [0, 0, 1],
    joints: scene.joints.map((j) => forced({ ...j, coordinates: (j.coordinates ?? []).map((c) => columnNumbers(c, count)) })),
    energy: Object.fromEntries(Object.entries(scene.energy ?? {}).map(([name, c]) => [name, columnNumbers(c, count)])),
    contacts: scene.contacts === undefined ? null : columnNumbers(scene.contacts, count),
    node: (mesh, id) => meshById.get(mesh)?.nodes.find((n) => n.id === id),
  };
}

/** What ["body", 3] or ["node", 12, 1] names in a scene: the thing whose track tells where it is. */
function objectOf(scene, [kind, id, mesh]) {
  if (kind === "body") return scene.byId.get(id);
  if (kind === "node") return scene.node(mesh, id);
  if (kind === "mesh") return scene.meshes.find((m) => m.id === id)?.nodes[0];
  if (kind === "joint") { const joint = scene.joints.find((j) => j.id === id); return joint && scene.byId.get(joint.bodies.find((b) => scene.byId.get(b)?.track.columns) ?? joint.bodies[0]); }
  if (kind === "sensor") return scene.byId.get(scene.sensors.find((s) => s.id === id)?.body);
  if (kind === "vehicle" || kind === "robot") return scene.byId.get(scene[kind + "s"].find((v) => v.id === id)?.chassis_body);
  return undefined;
}

/** Ids of bodies that roll: those of vehicles and robots, else round ones on an axle of a moving body. */
function wheelsOf(scene) {
  const named = [...scene.vehicles, ...scene.robots].flatMap((v) => v.wheel_bodies ?? []);
  if (named.length) return named;
  const moves = (id) => scene.byId.get(id)?.track.columns;
  const round = (body) => body.shapes.length > 0 && body.shapes.every((s) => ["cylinder", "sphere", "ellipsoid"].includes(s.type)) && body.force;
  return scene.bodies.filter((b) => round(b) && scene.joints.some((j) => j.type === "revolute" && j.bodies.includes(b.id) && j.bodies.every(moves))).map((b) => b.id);
}
