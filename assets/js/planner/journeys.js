// Journeys through a network of roles: portal/journeys.py in the browser's language. What is best
// for a reason, and what decides between equals, is written there, and a test holds both to the
// same answers.

const REASONS = ["quickest", "fewest", "earning", "sideways"];
const MOST_JOURNEYS = 3;
const LEAST_COUNTED = 2 * 3; // half months
const UNKNOWN_COUNTED = 2 * 24;
const HORIZON = 2 * 60;
const MOST_LABELS = 20_000;
const NOTHING = new Set();

export class Network {
  // A leg is [start, end, least, most, needs, paid, unpaid, sideways]; months may be null.
  constructor(levels, lines, legs) {
    this.levels = levels;
    this.lines = lines;
    this.legs = legs.map(([start, end, least, most, needs, paid, unpaid, sideways]) => {
      const time = Math.max(LEAST_COUNTED, least + (most ?? least));
      const counted = least === null ? UNKNOWN_COUNTED : time;
      const quick = [0, 0, counted, 1];
      const learning = [Number(unpaid), Number(unpaid || !paid), counted, 1];
      return { start, end, least, most, needs, paid, unpaid, sideways, counted, quick, learning };
    });
    this.legsFrom = levels.map(() => []);
    this.legs.forEach(({ start }, number) => this.legsFrom[start].push(number));
  }
}

// Up to three journeys, each with the role it begins in, its legs and the reasons for it.
export function plan(network, origins, goal) {
  const found = new Map();
  for (const reason of REASONS) {
    const legs = best(network, origins, goal, reason);
    if (!legs) {
      if (found.size) continue;
      break;
    }
    const key = legs.join();
    if (!found.has(key)) {
      const start = legs.length ? network.legs[legs[0]].start : goal;
      found.set(key, { start, legs, reasons: [] });
    }
    found.get(key).reasons.push(reason);
  }
  return [...found.values()].slice(0, MOST_JOURNEYS);
}

// The quickest ways to good roles to reach, soonest first.
export function goals(network, origins) {
  const levels = origins.map((each) => network.levels[each]).sort((one, other) => one - other);
  const lowest = levels[Math.floor(levels.length / 2)];
  const found = new Map();
  for (const [role, legs] of search(network, beginAt(origins), "quick")) {
    const level = network.levels[role];
    if (origins.includes(role) || level < lowest) continue;
    const time = counted(network, legs);
    const rank = time > HORIZON ? [1, time, 0, role] : [0, -level, time, role];
    const line = network.lines[role];
    const before = found.get(line);
    if (!before || compare(rank, before.rank) < 0) found.set(line, { rank, legs, time });
  }
  return [...found.values()]
    .sort((one, other) => one.time - other.time || compare(one.legs, other.legs))
    .map(({ legs }) => legs);
}

function best(network, origins, goal, reason) {
  const { legs, legsFrom } = network;
  if (reason === "sideways") {
    const across = origins
      .flatMap((origin) => legsFrom[origin])
      .filter((number) => legs[number].sideways && !origins.includes(legs[number].end))
      .map((number) => [[number], legs[number].end]);
    return search(network, across, "quick", { goal, shut: new Set(origins) }).get(goal);
  }
  const begin = beginAt(origins);
  if (reason === "fewest")
    return search(network, begin, "quick", { goal, countsNeeds: true }).get(goal);
  if (reason === "quickest") return search(network, begin, "quick", { goal }).get(goal);
  const found = search(network, begin, "learning", { goal }).get(goal);
  return found?.some((number) => legs[number].paid) ? found : undefined;
}

const beginAt = (origins) => [...new Set(origins)].map((origin) => [[], origin]);
const counted = ({ legs }, numbers) => numbers.reduce((sum, each) => sum + legs[each].counted, 0);
const add = (one, other) => one.map((number, place) => number + other[place]);

function compare(one, other) {
  const length = Math.min(one.length, other.length);
  for (let place = 0; place < length; place++)
    if (one[place] !== other[place]) return one[place] - other[place];
  return one.length - other.length;
}

const isBefore = (one, other) =>
  (one.needs.size - other.needs.size ||
    compare(one.cost, other.cost) ||
    compare(one.path, other.path) ||
    one.role - other.role) < 0;

const isWithin = (fewer, more) => [...fewer].every((each) => more.has(each));

function search(network, begin, kind, { goal, shut = NOTHING, countsNeeds = false } = {}) {
  const { legs, legsFrom } = network;
  const queue = [];
  for (const [path, role] of begin) {
    const cost = path.reduce((sum, number) => add(sum, legs[number][kind]), [0, 0, 0, 0]);
    insert(queue, { needs: NOTHING, cost, path, role });
  }
  const found = new Map();
  const kept = new Map();
  for (let count = 0; count < MOST_LABELS && queue.length; count++) {
    const label = queue.pop();
    const { needs, cost, path, role } = label;
    const before = kept.get(role) ?? [];
    const isNoBetter = (each) =>
      isWithin(each.needs, needs) && (compare(each.cost, cost) || compare(each.path, path)) <= 0;
    if (before.some(isNoBetter)) continue;
    kept.set(role, before);
    before.push(label);
    if (!found.has(role)) found.set(role, path);
    if (role === goal) break;
    for (const number of legsFrom[role]) {
      const leg = legs[number];
      if (shut.has(leg.end)) continue;
      const more = countsNeeds ? new Set([...needs, ...leg.needs]) : needs;
      insert(queue, { needs: more, cost: add(cost, leg[kind]), path: [...path, number], role: leg.end });
    }
  }
  return found;
}

// Puts a label where it belongs among those in their order, the least one last.
function insert(queue, label) {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(label, queue[middle])) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, label);
}
