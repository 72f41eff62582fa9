// ---- shapes of a replay as three.js geometries ----

/** Radius of the ball about a shape's own middle that holds it; endless and very large ones count for nothing. */
function shapeReach(shape) {
  const s = shape.size_m ?? [];
  switch (shape.type) {
    case "sphere": return s[0];
    case "cylinder": case "cone": return Math.hypot(s[0], s[1] / 2);
    case "capsule": return s[0] + s[1] / 2;
    case "plane": case "hfield": return 0;
    default: return s.length === 3 ? Math.hypot(...s) / 2 : 0;
  }
}
/** Corners of the box about a shape, in the body; none of what has no extent. */
function shapeCorners(shape) {
  const s = shape.size_m ?? [], half = { sphere: [s[0], s[0], s[0]], cylinder: [s[0], s[0], s[1] / 2], cone: [s[0], s[0], s[1] / 2], capsule: [s[0], s[0], s[0] + s[1] / 2], plane: null, hfield: null }[shape.type];
  const h = half === undefined ? (s.length === 3 ? s.map((x) => x / 2) : null) : half;
  if (!h || h.some((x) => !Number.isFinite(x))) return [];
  const corners = [-1, 1].flatMap((a) => [-1, 1].flatMap((b) => [-1, 1].map((c) => [a * h[0], b * h[1], c * h[2]])));
  return corners.map((p) => turned(quatOf(shape), p).map((x, k) => x + (shape.pos_m?.[k] ?? 0)));
}
const bodyReach = (body) => Math.max(0, ...body.shapes.map((s) => Math.hypot(...(s.pos_m ?? [0, 0, 0])) + (shapeReach(s) || 0)));

/** The geometry of a shape in its own frame; round ones stand along z. null where nothing tells its size. */
function shapeGeometry(T, shape, size) {
  const s = shape.size_m ?? [];
  switch (shape.type) {
    case "sphere": return new T.SphereGeometry(s[0], 32, 20);
    case "cylinder": return new T.CylinderGeometry(s[0], s[0], s[1], 40).rotateX(Math.PI / 2);
    case "cone": return new T.ConeGeometry(s[0], s[1], 40).rotateX(Math.PI / 2);
    case "capsule": return new T.CapsuleGeometry(s[0], s[1], 8, 24).rotateX(Math.PI / 2);
    case "ellipsoid": return new T.SphereGeometry(0.5, 32, 20).scale(s[0], s[1], s[2]);
    case "plane": return new T.PlaneGeometry(...[0, 1].map((k) => Math.min(s[k] > 0 ? s[k] : Infinity, 30 * size)));
    case "hfield": return s.length < 2 ? null : shape.heights ? reliefGeometry(T, s[0], s[1], shape.heights, 0, s[2]) : new T.BoxGeometry(s[0], s[1], s[2] || 0.01 * size).translate(0, 0, (s[2] || 0) / 2);
    case "box": return s.length === 3 ? new T.BoxGeometry(...s) : null;
    default: return s.length === 3 ? new T.BoxGeometry(...s) : s.length === 1 ? new T.SphereGeometry(s[0], 24, 16) : new T.OctahedronGeometry(0.03 * size);
  }
}

/** A surface of length x and width y about the origin whose heights go from `low` (0 per mille) to `high`; rows go along −y to y. */
function reliefGeometry(T, length, width, { rows, columns, per_mille }, low, high) {
  const geometry = new T.PlaneGeometry(length, width, columns - 1, rows - 1), place = geometry.attributes.position;
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++)  // the first row of a plane is that of the largest y
    place.setZ(row * columns + column, low + (per_mille[(rows - 1 - row) * columns + column] / 1000) * (high - low));
  geometry.computeVertexNormals();
  return geometry;
}
/** Its lines along and across, which show the relief. */
function reliefLines(T, geometry, { rows, columns }) {
  const lines = new T.BufferGeometry(), pairs = [];
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) {
    const k = row * columns + column;
    if (column + 1 < columns) pairs.push(k, k + 1);
    if (row + 1 < rows) pairs.push(k, k + columns);
  }
  lines.setAttribute("position", geometry.attributes.position);
  lines.setIndex(pairs);
  return new T.LineSegments(lines, new T.LineBasicMaterial({ color: "#000000", transparent: true, opacity: 0.16 }));
}

/** Pairs of nodes that hang together. A trace doesn't say which: along a line those that are near at the start, on surfaces and in
 * solids those between which no other node lies (the Gabriel graph), which of a grid are its edges. */
function nodePairs(points, line) {
  const apart = (i, j) => Math.hypot(...points[i].map((x, k) => x - points[j][k]));
  const nearest = points.map((_, i) => points.reduce((least, __, j) => (i === j ? least : Math.min(least, apart(i, j))), Infinity));
  const isFree = (i, j, d) => {
    const middle = points[i].map((x, k) => (x + points[j][k]) / 2), radius = 0.499 * d;
    return points.every((p, k) => k === i || k === j || Math.hypot(...p.map((x, axis) => x - middle[axis])) >= radius);
  };
  const pairs = [];
  for (let i = 0; i < points.length; i++) for (let j = i + 1; j < points.length; j++) {
    const d = apart(i, j), near = Math.max(nearest[i], nearest[j]);
    if (line ? d <= 1.25 * near + 1e-12 : d <= 15 * near && isFree(i, j, d)) pairs.push([i, j]);
  }
  return pairs;
}

/** Triangles that fill the rings of three and four pairs: a surface's elements, as far as its nodes are sampled. */
function ringTriangles(pairs, count) {
  const near = Array.from({ length: count }, () => new Set());
  for (const [i, j] of pairs) near[i].add(j), near[j].add(i);
  const seen = new Set(), triangles = [];
  const add = (ring) => { const key = [...ring].sort((a, b) => a - b).join(); if (seen.has(key)) return; seen.add(key); for (let k = 1; k + 1 < ring.length; k++) triangles.push(ring[0], ring[k], ring[k + 1]); };
  for (let j = 0; j < count; j++) for (const i of near[j]) for (const k of near[j]) {
    if (i >= k) continue;
    if (near[i].has(k)) add([i, j, k]);
    else for (const l of near[i]) if (l !== j && near[k].has(l) && !near[j].has(l)) add([i, j, k, l]);
  }
  return triangles;
}
