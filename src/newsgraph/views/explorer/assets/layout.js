// Where nodes lie, in pixels of the stage: the same for the same picture. What lies somewhere already stays there.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** A generator of numbers from 0 to 1 that gives the same ones every time. */
function dice(seed) {
  let value = seed >>> 0;
  return () => { value = (Math.imul(value, 1664525) + 1013904223) >>> 0; return value / 4294967296; };
}

function adjacency(count, pairs) {
  const near = Array.from({ length: count }, () => []);
  for (const [a, b] of pairs) { near[a].push(b); near[b].push(a); }
  return near;
}

/** Steps from one node to all others; -1 where nothing leads. */
function stepsFrom(start, near) {
  const steps = new Int16Array(near.length).fill(-1);
  const queue = [start];
  steps[start] = 0;
  for (let i = 0; i < queue.length; i++) for (const to of near[queue[i]]) if (steps[to] < 0) { steps[to] = steps[queue[i]] + 1; queue.push(to); }
  return steps;
}

/**
 * Lengths of the shortest ways from one node (Dijkstra). A link is the longer the more both its ends are linked to: else everything that
 * many are linked to would lie in one heap.
 */
function lengthsFrom(start, near) {
  const lengths = new Float64Array(near.length).fill(Infinity);
  const done = new Uint8Array(near.length);
  lengths[start] = 0;
  for (;;) {
    let from = -1;
    for (let i = 0; i < near.length; i++) if (!done[i] && lengths[i] < (from < 0 ? Infinity : lengths[from])) from = i;
    if (from < 0) return lengths;
    done[from] = 1;
    for (const to of near[from]) {
      const way = lengths[from] + 0.75 + 0.25 * Math.sqrt(Math.min(near[from].length, near[to].length));
      if (way < lengths[to]) lengths[to] = way;
    }
  }
}

/**
 * Moves `points` so that their distances come near the lengths of the ways between them times `gap`; `fixed` ones stay.
 * Stochastic gradient descent on stress, after Zheng, Pawar and Goodman (2018), Graph drawing by stochastic gradient descent.
 */
function stress(points, near, gap, fixed, rounds = 40) {
  const random = dice(7);
  const pairs = [];
  for (let i = 0; i < points.length; i++) {
    const lengths = lengthsFrom(i, near);
    for (let j = 0; j < i; j++) if (lengths[j] < Infinity && !(fixed[i] && fixed[j])) pairs.push([i, j, lengths[j]]);
  }
  const longest = pairs.reduce((most, pair) => Math.max(most, pair[2]), 1);
  const cooling = Math.log((longest * longest) / 0.08) / Math.max(1, rounds - 1);
  for (let round = 0; round < rounds; round++) {
    const rate = longest * longest * Math.exp(-cooling * round);
    for (let i = pairs.length - 1; i > 0; i--) { const j = Math.floor(random() * (i + 1)); [pairs[i], pairs[j]] = [pairs[j], pairs[i]]; }
    for (const [i, j, steps] of pairs) {
      const [p, q] = [points[i], points[j]];
      let [dx, dy] = [p.x - q.x, p.y - q.y];
      let length = Math.hypot(dx, dy);
      if (length < 1e-6) { [dx, dy, length] = [random() - 0.5, random() - 0.5, 0.5]; }
      const pull = Math.min(1, rate / (steps * steps)) * ((length - steps * gap) / length) / (fixed[i] || fixed[j] ? 1 : 2);
      if (!fixed[i]) { p.x -= pull * dx; p.y -= pull * dy; }
      if (!fixed[j]) { q.x += pull * dx; q.y += pull * dy; }
    }
  }
}

/** Moves what overlaps apart, as little as needed; `heavy` ones stay. A box is [half width, half height]. */
function spread(points, boxes, heavy, rounds = 120) {
  for (let round = 0; round < rounds; round++) {
    let hits = 0;
    for (let i = 0; i < points.length; i++) for (let j = 0; j < i; j++) {
      if (heavy[i] && heavy[j]) continue;
      const [p, q] = [points[i], points[j]];
      const [ox, oy] = [boxes[i][0] + boxes[j][0] - Math.abs(p.x - q.x), boxes[i][1] + boxes[j][1] - Math.abs(p.y - q.y)];
      if (ox <= 0.5 || oy <= 0.5) continue;
      hits++;
      const axis = ox < oy ? "x" : "y";
      const push = 0.55 * Math.min(ox, oy) * (p[axis] === q[axis] ? 1 : Math.sign(p[axis] - q[axis]));
      const share = heavy[i] ? 0 : heavy[j] ? 1 : 0.5;
      p[axis] += push * share;
      q[axis] -= push * (1 - share);
    }
    if (!hits) return;
  }
}

/** The nodes in groups that links join, the largest first. */
function partsOf(near) {
  const seen = new Array(near.length).fill(false);
  const parts = [];
  for (let start = 0; start < near.length; start++) {
    if (seen[start]) continue;
    const part = [...stepsFrom(start, near).entries()].filter(([, steps]) => steps >= 0).map(([n]) => n);
    part.forEach((n) => { seen[n] = true; });
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

const middleOf = (list, axis) => (Math.min(...list.map((point) => point[axis])) + Math.max(...list.map((point) => point[axis]))) / 2;
const extentOf = (list, axis) => Math.max(...list.map((point) => point[axis])) - Math.min(...list.map((point) => point[axis]));

/** A picture from nothing: each part for itself, the small ones beside the largest; turned and stretched to the shape of the stage. */
function arrangeAll(count, pairs, boxes, width, height) {
  const near = adjacency(count, pairs);
  const points = Array.from({ length: count }, (_, i) => ({ x: 60 * Math.sqrt(i + 0.5) * Math.cos(i * GOLDEN), y: 60 * Math.sqrt(i + 0.5) * Math.sin(i * GOLDEN) }));
  const [wide, high] = [Math.max(200, width - 130), Math.max(200, height - 100)];
  const placed = [];
  for (const part of partsOf(near)) {
    const place = new Map(part.map((n, i) => [n, i]));
    const own = part.map((n) => points[n]);
    stress(own, part.map((n) => near[n].map((m) => place.get(m))), 110, part.map(() => false));
    if (!placed.length && part.length > 2) shape(own, wide, high, boxes);
    if (placed.length) beside(placed, own, part, boxes);
    for (const [i, n] of part.entries()) placed.push({ point: own[i], box: boxes[n] });
  }
  // Stretched to the stage, but neither torn apart nor much more one way than the other.
  const all = placed.map(({ point }) => point);
  const factor = (axis, room) => Math.max(0.35, Math.min(1.6, room / Math.max(1, extentOf(all, axis))));
  const [x, y] = count > 1 ? [factor("x", wide), factor("y", high)] : [1, 1];
  const [fx, fy] = [Math.min(x, 1.7 * y), Math.min(y, 1.7 * x)];
  const [mx, my] = count ? [middleOf(all, "x"), middleOf(all, "y")] : [0, 0];
  for (const point of points) { point.x = (point.x - mx) * fx + width / 2; point.y = (point.y - my) * fy + height / 2; }
  spread(points, boxes, points.map(() => false));
  if (pairs.length <= 120) keepClear(points, pairs, boxes);
  return points;
}

/**
 * Moves nodes and lines apart where a line runs behind a node that it does not end at: it would look as if it ended there.
 * The same as keep_clear() of newsgraph/views/html/layout.py, for what the page lays out itself.
 */
function keepClear(points, pairs, boxes, rounds = 40) {
  const reach = 22;
  const none = points.map(() => false);
  for (let round = 0; round < rounds; round++) {
    let most = 0;
    for (let turn = 0; turn < 4; turn++) {
      const moves = points.map(() => [0, 0]);
      for (const [a, b] of pairs) {
        const [ax, ay] = [points[b].x - points[a].x, points[b].y - points[a].y];
        const square = Math.max(1e-9, ax * ax + ay * ay);
        for (let n = 0; n < points.length; n++) {
          if (n === a || n === b) continue;
          const part = ((points[n].x - points[a].x) * ax + (points[n].y - points[a].y) * ay) / square;
          if (part <= 0.02 || part >= 0.98) continue;
          const [dx, dy] = [points[n].x - points[a].x - part * ax, points[n].y - points[a].y - part * ay];
          const distance = Math.hypot(dx, dy);
          if (distance >= reach) continue;
          const length = Math.sqrt(square);
          const [ux, uy] = distance > 1e-6 ? [dx / distance, dy / distance] : [-ay / length, ax / length];
          const push = 0.3 * (reach - distance);
          for (const [node, share] of [[n, 1], [a, part - 1], [b, -part]]) { moves[node][0] += ux * push * share; moves[node][1] += uy * push * share; }
          most = Math.max(most, push);
        }
      }
      moves.forEach(([x, y], n) => { points[n].x += x; points[n].y += y; });
    }
    spread(points, boxes, none, 30);
    if (most < 0.15) return;
  }
}

/** The ways between two nodes as columns from the one to the other; `columns` says in which one each node stands. */
function arrangeColumns(columns, pairs, width, height) {
  const near = adjacency(columns.length, pairs);
  const last = Math.max(...columns);
  // On a high, narrow stage the columns are rows.
  const upright = height > 1.3 * width;
  const [long, wide] = upright ? [height, width] : [width, height];
  const points = columns.map(() => ({ x: 0, y: 0.5 }));
  for (let column = 0; column <= last; column++) {
    const members = columns.flatMap((at, i) => (at === column ? [i] : []));
    // Beside what they are linked to in the column before, so that few lines cross.
    const ideal = (i) => { const before = near[i].filter((j) => columns[j] === column - 1); return before.length ? before.reduce((sum, j) => sum + points[j].y, 0) / before.length : 0.5; };
    const wanted = new Map(members.map((i) => [i, ideal(i)]));
    members.sort((a, b) => wanted.get(a) - wanted.get(b) || a - b);
    members.forEach((i, place) => { points[i] = { x: column / Math.max(1, last), y: (place + 0.5) / members.length }; });
  }
  return points.map(({ x, y }) => {
    const [along, across] = [70 + x * Math.max(120, long - 140), 50 + y * Math.max(80, wide - 100)];
    return upright ? { x: across, y: along } : { x: along, y: across };
  });
}

/** Turned so that it is widest where the stage is. */
function shape(own, wide, high) {
  if ((extentOf(own, "x") > extentOf(own, "y")) !== (wide > high)) for (const point of own) [point.x, point.y] = [point.y, point.x];
}

/** Puts a further part where it touches nothing: on a spiral around what is placed, as near as can be. */
function beside(placed, own, part, boxes) {
  const [mx, my] = [middleOf(own, "x"), middleOf(own, "y")];
  for (const point of own) { point.x -= mx; point.y -= my; }
  const all = placed.map(({ point }) => point);
  const [cx, cy] = [middleOf(all, "x"), middleOf(all, "y")];
  for (let turn = 0; turn < 4000; turn++) {
    const radius = 8 * Math.sqrt(turn);
    const [dx, dy] = [cx + 1.5 * radius * Math.cos(turn * GOLDEN), cy + radius * Math.sin(turn * GOLDEN)];
    const clear = own.every((point, i) => placed.every(({ point: other, box }) => Math.abs(point.x + dx - other.x) > box[0] + boxes[part[i]][0] + 12 || Math.abs(point.y + dy - other.y) > box[1] + boxes[part[i]][1] + 12));
    if (!clear && turn < 3999) continue;
    for (const point of own) { point.x += dx; point.y += dy; }
    return;
  }
}

/** Places for the nodes that have none yet (`known[i]` is null): by what they are linked to; the others stay. */
function arrangeNew(known, pairs, boxes) {
  const near = adjacency(known.length, pairs);
  const fixed = known.map(Boolean);
  const settled = known.filter(Boolean);
  const outer = { x: middleOf(settled, "x"), y: middleOf(settled, "y") };
  const points = known.map((point, i) => {
    if (point) return { ...point };
    const anchors = near[i].map((m) => known[m]).filter(Boolean);
    const base = anchors.length ? { x: anchors.reduce((sum, { x }) => sum + x, 0) / anchors.length, y: anchors.reduce((sum, { y }) => sum + y, 0) / anchors.length } : outer;
    // Fanned out, away from the middle of all.
    const angle = Math.atan2(base.y - outer.y, base.x - outer.x) + (((i * 7) % 11) - 5) * 0.35;
    return { x: base.x + 110 * Math.cos(angle), y: base.y + 110 * Math.sin(angle) };
  });
  stress(points, near, 110, fixed, 25);
  spread(points, boxes, fixed);
  return points;
}
