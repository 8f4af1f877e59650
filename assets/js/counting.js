// Totals the codes of a provider's own list. The list is read here and goes nowhere.

import { notAList, readRows, textOf, writeRows } from "./shared/csv.js";
import { codeIn, isCode } from "./shared/referral-code.js";

const MOST_BYTES = 50e6;
const MOST_SHOWN = 200;
const CODES = ["code", "ref", "referralcode", "referral", "referredby", "referrer", "friendscode"];
const STARTED = ["startedon", "started", "startdate", "start"];
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const plain = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
const column = (header, names) => header.findIndex((each) => names.includes(plain(each)));

// The code in a cell, however it was copied: alone, in a link, or as a formula that was tamed.
function codeOf(cell = "") {
  const text = cell.replace(INVISIBLE, "").trim().replace(/^'/, "");
  if (isCode(text)) return text.toLowerCase();
  return text.includes("?") ? codeIn(text.slice(text.indexOf("?"))) : "";
}

// Totals of a list, or { problem } in words.
function total(text) {
  const problem = notAList(text);
  if (problem) return { problem };
  const rows = readRows(text);
  if (!rows.length) return { problem: "The list is empty." };
  let code = column(rows[0], CODES);
  const started = column(rows[0], STARTED);
  if (code >= 0) rows.shift();
  else if (rows.every((row) => row.length === 1) && codeOf(rows[0][0])) code = 0;
  else
    return {
      problem: `No column is called “code”. The first line has: ${rows[0].slice(0, 12).map((each) => `“${each.trim().slice(0, 40)}”`).join(", ")}. ` +
        "Give the column with the codes that name, and try again.",
    };
  const codes = new Map();
  const counts = { rows: rows.length, without: 0, unreadable: 0, hasStarted: started >= 0 };
  for (const row of rows) {
    const found = codeOf(row[code]);
    if (!found) {
      counts[row[code]?.trim() ? "unreadable" : "without"] += 1;
      continue;
    }
    const entry = codes.get(found) ?? { code: found, applied: 0, started: 0 };
    entry.applied += 1;
    if (row[started]?.trim()) entry.started += 1;
    codes.set(found, entry);
  }
  const sorted = [...codes.values()].sort(
    (a, b) => b.started - a.started || b.applied - a.applied || (a.code < b.code ? -1 : 1));
  return { codes: sorted, ...counts };
}

const words = (count, one, many = `${one}s`) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

class CountReferrals extends HTMLElement {
  connectedCallback() {
    this.piece = (name) => this.querySelector(`[data-${name}]`);
    this.querySelector("input[type=file]").addEventListener("change", ({ target }) => {
      if (target.files[0]) this.#read(target.files[0]);
    });
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#show(total(this.querySelector("textarea").value));
    });
    this.piece("tool").hidden = false;
  }

  async #read(file) {
    if (file.size > MOST_BYTES)
      return this.#show({ problem: "This file is larger than 50 MB. Keep only the columns you need, and try again." });
    try {
      this.#show(total(textOf(new Uint8Array(await file.arrayBuffer()))));
    } catch {
      this.#show({ problem: "The browser could not read the file. Is it still there?" });
    }
  }

  #show(result) {
    this.piece("problem").textContent = result.problem ?? "";
    this.piece("result").hidden = Boolean(result.problem);
    if (result.problem) return;
    const { codes, rows, without, unreadable, hasStarted } = result;
    const named = codes.reduce((sum, each) => sum + each.applied, 0);
    this.piece("summary").textContent = [
      `${words(rows, "person", "people")} in the list. ${words(named, "person", "people")} named a code, ${words(codes.length, "code")} in all.`,
      without ? `${words(without, "line")} had no code.` : "",
      unreadable ? `${words(unreadable, "line")} had something that is no code.` : "",
      codes.length > MOST_SHOWN ? `The first ${MOST_SHOWN} codes are below; all are in the file.` : "",
    ].filter(Boolean).join(" ");
    const table = this.piece("table");
    table.hidden = !codes.length;
    this.piece("started").hidden = !hasStarted;
    table.tBodies[0].replaceChildren(...codes.slice(0, MOST_SHOWN).map((each) => line(each, hasStarted)));
    this.#offer(codes, hasStarted);
    this.piece("heading").focus();
  }

  #offer(codes, hasStarted) {
    const header = ["code", "people", ...(hasStarted ? ["started"] : [])];
    const rows = codes.map((each) => [each.code, each.applied, ...(hasStarted ? [each.started] : [])]);
    const link = this.piece("download");
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([writeRows([header, ...rows])], { type: "text/csv" }));
  }
}

function line({ code, applied, started }, hasStarted) {
  const row = document.createElement("tr");
  const name = Object.assign(document.createElement("th"), { textContent: code, scope: "row" });
  row.append(name);
  for (const count of hasStarted ? [applied, started] : [applied])
    row.insertCell().textContent = count.toLocaleString("en-GB");
  return row;
}

customElements.define("count-referrals", CountReferrals);
