// Which vacancies fit, in which order, and how many would fit if one filter were another.

import { milesBetween } from "./places.js";

const NEVER = 2 ** 32; // later than every second that is written
const ROWS = 2 ** 20; // more than there will ever be: a key and a row fit into one number
const MOST_WORDS = 31;

const facet = (column) => ({
  column,
  isFacet: true,
  holds: (entry, value) => entry.includes(value),
});
const term = (name) => ({ column: "terms", holds: (entry) => entry.includes(name) });

// What each filter looks at, and whether an entry is what is wanted. An advert that does not say
// is never what is wanted: comparing with nothing is false.
export const FILTERS = {
  district: facet("district"),
  role: facet("role"),
  setting: facet("setting"),
  provider: facet("provider"),
  contract: facet("contract"),
  shift: facet("shift"),
  "no-car": term("no-car"),
  "guaranteed-hours": term("guaranteed-hours"),
  "paid-travel": term("paid-travel"),
  "no-experience": term("no-experience"),
  miles: { column: "place", holds: (entry, miles, { from }) => milesBetween(from, entry) <= miles },
  "hours-from": { column: "hours", holds: ([, , most], hours) => most >= hours },
  "hours-to": { column: "hours", holds: ([, least], hours) => least <= hours },
  pay: { column: "pay", holds: ([, pence], pounds) => pence >= Math.round(pounds * 100) },
  soon: { column: "closes", holds: ([, second], _, { soon }) => second < soon },
};
const NAMES = [...Object.keys(FILTERS), "text"];
const CLOSED = 1 << NAMES.length;

// Where words are looked for.
const nameOf = (name) => [name, ([id], table) => table.names[name].get(id) ?? ""];
const TEXTS = [
  ["title", (title) => title],
  ["place", ([place]) => place],
  ["role", ([id], { names, head }) => `${names.role.get(id) ?? ""} ${head.also[id] ?? ""}`],
  nameOf("provider"),
  nameOf("district"),
];

const ORDERS = {
  distance: ["place", (entry, { from }) => Math.round(milesBetween(from, entry) * 100)],
  closing: ["closes", ([, second]) => second],
  pay: ["pay", ([, pence]) => 1e6 - pence],
};

// `wanted` has a list of values for each filter that is on. `about` has `words` to look for, the
// place `from` which distances count, and the seconds it is `now` and when `soon` ends.
export function search(table, wanted, about) {
  const size = table.ids.length;
  const misses = new Uint32Array(size); // a bit for each filter that a vacancy does not fit
  const reject = (column, bit, fits) => {
    const { entries, rows } = table.columns[column];
    const isFit = Uint8Array.from(entries, fits);
    for (let row = 0; row < size; row++) if (!isFit[rows[row]]) misses[row] |= bit;
  };
  reject("closes", CLOSED, ([, second]) => !(second <= about.now));
  for (const [name, values] of wanted) {
    const { column, holds } = FILTERS[name];
    const fits = (entry) => values.some((value) => holds(entry, value, about));
    reject(column, 1 << NAMES.indexOf(name), fits);
  }
  if (about.words.length) rejectText(table, misses, about.words);
  return new Found(table, misses, about);
}

function rejectText(table, misses, words) {
  const wanted = words.slice(0, MOST_WORDS);
  const marks = TEXTS.map(([column, textOf]) => ({
    found: Uint32Array.from(table.folded(column, textOf), (text) =>
      wanted.reduce((mark, word, bit) => mark | (text.includes(word) << bit), 0),
    ),
    rows: table.columns[column].rows,
  }));
  const all = 2 ** wanted.length - 1;
  const bit = 1 << NAMES.indexOf("text");
  for (let row = 0; row < misses.length; row++) {
    let mark = 0;
    for (const { found, rows } of marks) mark |= found[rows[row]];
    if (mark !== all) misses[row] |= bit;
  }
}

class Found {
  constructor(table, misses, about) {
    this.table = table;
    this.about = about;
    this.rows = []; // those that fit
    this.nearly = {}; // by filter, those that do not fit it alone
    for (const name of NAMES) this.nearly[name] = [];
    for (let row = 0; row < misses.length; row++) {
      const missed = misses[row];
      if (!missed) this.rows.push(row);
      else if (missed < CLOSED && !(missed & (missed - 1))) {
        this.nearly[NAMES[31 - Math.clz32(missed)]].push(row);
      }
    }
    this.tallies = {};
  }

  // Rows in an order. Sorting plain numbers is many times faster than comparing vacancies.
  sorted(order) {
    const [column, keyOf] = ORDERS[order] ?? [];
    if (!column) return this.rows; // newest first, as they come
    const { entries, rows } = this.table.columns[column];
    const keys = Float64Array.from(entries, (entry) => {
      const key = keyOf(entry, this.about);
      return (Number.isFinite(key) ? Math.min(key, NEVER) : NEVER) * ROWS; // what is not stated comes last
    });
    const joined = Float64Array.from(this.rows, (row) => keys[rows[row]] + row);
    return Array.from(joined.sort(), (key) => key % ROWS);
  }

  // How many would fit if this filter were off.
  without(name) {
    return this.rows.length + this.nearly[name].length;
  }

  // How many would fit if this filter were on, with this value and no other.
  count(name, value) {
    const { column, holds, isFacet } = FILTERS[name];
    const { entries } = this.table.columns[column];
    const tally = (this.tallies[name] ??= this.#tally(name));
    if (isFacet) return tally.get(value) ?? 0;
    return entries.reduce(
      (sum, entry, number) => (holds(entry, value, this.about) ? sum + tally[number] : sum),
      0,
    );
  }

  // By entry; for a facet, by the values that entries list.
  #tally(name) {
    const { column, isFacet } = FILTERS[name];
    const { entries, rows } = this.table.columns[column];
    const tally = new Uint32Array(entries.length);
    for (const row of this.rows) tally[rows[row]]++;
    for (const row of this.nearly[name]) tally[rows[row]]++;
    if (!isFacet) return tally;
    const byValue = new Map();
    entries.forEach((entry, number) => {
      for (const value of entry) byValue.set(value, (byValue.get(value) ?? 0) + tally[number]);
    });
    return byValue;
  }
}
