// A QR code of a text of ours: bytes, error level M, versions 1 to 10 (ISO/IEC 18004:2015).
// Our own, because the code is made from what is typed, and what is typed is sent to nobody.

// For each version: error codewords of a block, then how many blocks of how many data codewords.
const BLOCKS = [
  [10, 1, 16], [16, 1, 28], [26, 1, 44], [18, 2, 32], [24, 2, 43],
  [16, 4, 27], [18, 4, 31], [22, 2, 38, 2, 39], [22, 3, 36, 2, 37], [26, 4, 43, 1, 44],
];
const ALIGNMENTS = [
  [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
];
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => ((x / 3 | 0) + (y / 2 | 0)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

// The field of 256 elements over x^8 + x^4 + x^3 + x^2 + 1.
const POWERS = [];
const LOGS = [];
for (let power = 0, value = 1; power < 255; power++) {
  POWERS[power] = value;
  LOGS[value] = power;
  value <<= 1;
  if (value > 255) value ^= 0x11d;
}
const times = (a, b) => (a && b ? POWERS[(LOGS[a] + LOGS[b]) % 255] : 0);

function generator(degree) {
  let terms = [1];
  for (let root = 0; root < degree; root++) {
    const next = [...terms, 0];
    terms.forEach((term, place) => (next[place + 1] ^= times(term, POWERS[root])));
    terms = next;
  }
  return terms.slice(1);
}

function errorWords(data, divisor) {
  const rest = divisor.map(() => 0);
  for (const word of data) {
    const factor = word ^ rest.shift();
    rest.push(0);
    divisor.forEach((term, place) => (rest[place] ^= times(term, factor)));
  }
  return rest;
}

const blocksOf = ([, ...pairs]) => {
  const sizes = [];
  for (let each = 0; each < pairs.length; each += 2)
    sizes.push(...Array(pairs[each]).fill(pairs[each + 1]));
  return sizes;
};
const capacity = (version) => blocksOf(BLOCKS[version - 1]).reduce((sum, size) => sum + size, 0);
const lengthBits = (version) => (version < 10 ? 8 : 16);

// All codewords of a text, its blocks woven into one another.
function codewords(bytes, version) {
  const bits = [];
  const add = (value, count) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  const room = capacity(version) * 8;
  add(4, 4);
  add(bytes.length, lengthBits(version));
  bytes.forEach((byte) => add(byte, 8));
  add(0, Math.min(4, room - bits.length));
  add(0, -bits.length & 7);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) add(pad, 8);
  const words = [];
  for (let each = 0; each < room; each += 8)
    words.push(bits.slice(each, each + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  const divisor = generator(BLOCKS[version - 1][0]);
  const data = blocksOf(BLOCKS[version - 1]).map((size) => words.splice(0, size));
  return [...weave(data), ...weave(data.map((block) => errorWords(block, divisor)))];
}

const weave = (blocks) =>
  Array.from({ length: Math.max(...blocks.map((each) => each.length)) }, (_, place) =>
    blocks.map((block) => block[place])).flat().filter((word) => word !== undefined);

// What is the same whatever the text is: finders, timing, alignments, and room for the formats.
function frame(version) {
  const size = version * 4 + 17;
  const rows = Array.from({ length: size }, () => Array(size).fill(null));
  const square = (x, y, radius, dark) => {
    for (let down = -radius; down <= radius; down++)
      for (let across = -radius; across <= radius; across++)
        if (rows[y + down]?.[x + across] !== undefined)
          rows[y + down][x + across] = dark(Math.max(Math.abs(down), Math.abs(across)));
  };
  for (let each = 0; each < size; each++) rows[6][each] = rows[each][6] = 1 - (each % 2);
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]])
    square(x, y, 4, (ring) => Number(ring !== 2 && ring !== 4));
  const places = ALIGNMENTS[version - 1];
  const last = places.length - 1;
  places.forEach((y, row) => places.forEach((x, column) => {
    const inFinder = (!row && !column) || (!row && column === last) || (row === last && !column);
    if (!inFinder) square(x, y, 2, (ring) => Number(ring !== 1));
  }));
  writeFormat(rows, 0);
  if (version > 6) writeVersion(rows, version);
  return rows;
}

function remainder(value, bits, divisor) {
  let rest = value << bits;
  for (let bit = 31; bit >= bits; bit--) if ((rest >>> bit) & 1) rest ^= divisor << (bit - bits);
  return rest;
}

function writeFormat(rows, mask) {
  const { length: size } = rows;
  const format = ((mask << 10) | remainder(mask, 10, 0x537)) ^ 0x5412; // level M is 00
  for (let each = 0; each < 15; each++) {
    const bit = (format >> each) & 1;
    if (each < 8) rows[8][size - 1 - each] = bit;
    else rows[size - 15 + each][8] = bit;
    if (each < 6) rows[each][8] = bit;
    else if (each < 8) rows[each + 1][8] = bit;
    else if (each === 8) rows[8][7] = bit;
    else rows[8][14 - each] = bit;
  }
  rows[size - 8][8] = 1;
}

function writeVersion(rows, version) {
  const value = (version << 12) | remainder(version, 12, 0x1f25);
  for (let each = 0; each < 18; each++) {
    const far = rows.length - 11 + (each % 3);
    const near = each / 3 | 0;
    rows[near][far] = rows[far][near] = (value >> each) & 1;
  }
}

// The free places, in the order in which they are filled: two columns up, two columns down.
function freePlaces(rows) {
  const places = [];
  let upwards = true;
  for (let right = rows.length - 1; right > 0; right -= 2, upwards = !upwards) {
    if (right === 6) right = 5;
    for (let step = 0; step < rows.length; step++) {
      const y = upwards ? rows.length - 1 - step : step;
      for (const x of [right, right - 1]) if (rows[y][x] === null) places.push([x, y]);
    }
  }
  return places;
}

// How hard a pattern is to read, by the four rules of the standard (7.8.3.1).
function penalty(rows) {
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  let points = 0;
  for (const line of [...rows, ...columns].map((each) => each.join(""))) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
    points += 40 * (line.match(/(?=00001011101|10111010000)/g) ?? []).length;
  }
  for (let y = 1; y < rows.length; y++)
    for (let x = 1; x < rows.length; x++)
      if (new Set([rows[y][x], rows[y - 1][x], rows[y][x - 1], rows[y - 1][x - 1]]).size === 1) points += 3;
  const dark = rows.flat().reduce((sum, bit) => sum + bit, 0) / rows.length ** 2;
  return points + 10 * Math.floor(Math.abs(dark * 100 - 50) / 5);
}

// Rows of 0 and 1, dark where 1; null for a text that is too long (213 bytes is the most).
export function qrRows(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = BLOCKS.findIndex((_, index) =>
    12 + (index === 9 ? 8 : 0) + bytes.length * 8 <= capacity(index + 1) * 8) + 1;
  if (!version) return null;
  const empty = frame(version);
  const places = freePlaces(empty);
  const words = codewords(bytes, version);
  const candidates = MASKS.map((isLight, mask) => {
    const rows = empty.map((row) => [...row]);
    places.forEach(([x, y], place) => {
      const bit = place < words.length * 8 ? (words[place >> 3] >> (7 - (place & 7))) & 1 : 0;
      rows[y][x] = bit ^ Number(isLight(x, y) === 0);
    });
    writeFormat(rows, mask);
    return rows;
  });
  const points = candidates.map(penalty);
  return candidates[points.indexOf(Math.min(...points))];
}

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // light modules around it, as the standard asks

// A drawing of the rows, always dark on light, since readers of codes expect that.
export function qrDrawing(rows, label) {
  const size = rows.length + 2 * QUIET;
  const drawing = document.createElementNS(SVG, "svg");
  const set = (element, facts) =>
    Object.entries(facts).forEach(([name, value]) => element.setAttribute(name, value));
  set(drawing, { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label });
  const [ground, dark] = ["M0 0h9e3v9e3H0z", rows.map((row, y) =>
    [...row.join("").matchAll(/1+/g)].map(({ 0: run, index }) =>
      `M${index + QUIET} ${y + QUIET}h${run.length}v1h-${run.length}z`).join("")).join("")].map((d) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    return path;
  });
  set(ground, { fill: "#fff" });
  set(dark, { fill: "#000", "shape-rendering": "crispEdges" });
  drawing.append(ground, dark);
  return drawing;
}
