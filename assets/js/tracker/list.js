// The list as a CSV file: written so that no spreadsheet runs what is in it, and read with care.

import { notAList, readRows, textOf, untamed, writeRows } from "../shared/csv.js";
import { compare, NUMBERS } from "./costs.js";
import { counted, numberIn, whyNot } from "./numbers.js";

export const MOST_SOURCES = 200;
const MOST_BYTES = 5e6;
const LONGEST = 200;
// What a column may be called, without spaces and signs.
const NAMES = {
  source: ["source", "sources", "sourceofhire", "channel"],
  spend: ["spend", "spent", "cost", "costs"],
  applicants: ["applicants", "applications", "applied"],
  interviews: ["interviews", "interviewed"],
  starters: ["starters", "started", "hires"],
  stayers_90_days: ["stayers90days", "stayed90days", "stayers", "stayed"],
  from: ["from"],
  to: ["to"],
};
const plain = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
const isOurs = (name) => Object.values(NAMES).some((names) => names.includes(name)) || name.startsWith("costper");

// Texts of a page to a file. `entries` hold numbers too, for the costs.
export function writeList({ from, to, rows }, entries) {
  const cents = ({ amount }) => (amount === undefined ? "" : amount.toFixed(2));
  const costs = new Map(compare(entries).map((each) => [each.row, [cents(each.perStarter), cents(each.perStayer)]]));
  return writeRows([
    ["source", ...NUMBERS, "cost_per_starter", "cost_per_stayer", "from", "to"],
    ...rows.map((row, at) => [
      row[0],
      ...NUMBERS.map((name, column) => entries[at][name] ?? row[column + 1].trim()),
      ...(costs.get(at) ?? ["", ""]),
      from,
      to,
    ]),
  ]);
}

// { rows, from, to, notes } of a file, or { problem } in words.
export async function openList(file) {
  if (file.size > MOST_BYTES)
    return { problem: "This file is larger than 5 MB. The tracker needs one line for each source, and no more." };
  try {
    return readList(textOf(new Uint8Array(await file.arrayBuffer())));
  } catch {
    return { problem: "The browser could not read the file. Is it still there?" };
  }
}

export function readList(text) {
  const problem = notAList(text);
  if (problem) return { problem };
  const [header, ...lines] = readRows(text);
  const called = header.map(plain);
  const at = (name) => called.findIndex((each) => NAMES[name].includes(each));
  const columns = NUMBERS.map(at);
  if (at("source") < 0 || columns.every((each) => each < 0)) return { problem: otherShape(header) };
  const total = (line) => /^(grand|sub)?(total|totals|allsources)$/.test(plain(line[at("source")] ?? ""));
  const kept = lines.filter((line) => !total(line));
  if (!kept.length) return { problem: "The file has a first line with names, and no sources below it." };
  if (kept.length > MOST_SOURCES)
    return {
      problem: `The file has ${counted(kept.length, "line")}, and the tracker takes ${MOST_SOURCES}. ` +
        "It needs one line for each source, not for each person: add them up first.",
    };
  const faults = kept.flatMap((line, number) => faultsOf(line, number, header, at("source"), columns));
  if (faults.length)
    return { problem: [...faults.slice(0, 5), faults.length > 5 ? `There are ${faults.length - 5} more like this.` : ""].join(" ").trim() };
  const days = (name) => (at(name) < 0 ? [] : kept.map((line) => dayIn(line[at(name)] ?? "")).filter(Boolean).sort());
  const unused = header.filter((each) => each.trim() && !isOurs(plain(each)));
  return {
    rows: kept.map((line) => [line[at("source")] ?? "", ...columns.map((each) => line[each] ?? "")].map((cell) => untamed(cell).trim())),
    from: days("from")[0] ?? "",
    to: days("to").at(-1) ?? "",
    notes: [
      kept.length < lines.length ? "A line with totals was left out." : "",
      unused.length ? `Left out, because the tracker has no place for it: ${quotedList(unused)}.` : "",
    ].filter(Boolean).join(" "),
  };
}

const short = (text) => text.trim().slice(0, 40);
const quotedList = (texts) => texts.slice(0, 12).map((each) => `“${short(each)}”`).join(", ");

const otherShape = (header) =>
  "The first line must name the columns: “source”, and at least one of “spend”, “applicants”, “interviews”, “starters” " +
  `and “stayers_90_days”. Here it has: ${quotedList(header)}.`;

function faultsOf(line, number, header, source, columns) {
  const name = short(line[source] ?? "");
  const place = name ? `In the line of “${name}”` : `In line ${number + 1} below the first`;
  if (name.length && line[source].length > LONGEST) return [`${place}, the name is longer than ${LONGEST} letters.`];
  if (line.slice(header.length).some((cell) => cell.trim()))
    return [`${place} are more cells than in the first line. A number with a comma needs quotation marks: "1,250".`];
  return columns.flatMap((column, index) => {
    const text = untamed(line[column] ?? "");
    return Number.isNaN(numberIn(text, index === 0))
      ? [`${place}, “${short(header[column])}” is “${short(text)}”. ${whyNot(text, index === 0)}`]
      : [];
  });
}

// 2026-06-30, or 30/06/2026 as spreadsheets turn it; nothing where it is no day.
function dayIn(text) {
  const [, year, month, day] = /^\s*(\d{4})-(\d\d?)-(\d\d?)\s*$/.exec(text) ?? [];
  const [, british, its, ends] = /^\s*(\d\d?)\/(\d\d?)\/(\d{4})\s*$/.exec(text) ?? [];
  const iso = [year ?? ends, month ?? its, day ?? british].map((each) => each?.padStart(2, "0")).join("-");
  return Number.isNaN(Date.parse(iso)) || !new Date(iso).toISOString().startsWith(iso) ? "" : iso;
}
