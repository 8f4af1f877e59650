// Reads and writes lists as spreadsheets save them (RFC 4180, and what Excel makes of it).

const SEPARATORS = [",", ";", "\t"];

// Bytes to text: by the mark at their start, else UTF-8, else what old spreadsheets write.
export function textOf(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

// Why a text is no list, in words, or nothing.
export function notAList(text) {
  if (!text.trim()) return "The list is empty.";
  if (text.startsWith("PK")) return "This is an Excel or Word file. Open it, choose “Save as” and the kind “CSV”, and take that file.";
  if (text.startsWith("%PDF")) return "This is a PDF. A list as CSV is needed: “Save as” in your spreadsheet makes one.";
  if (/^\s*(<!doctype|<html|<\?xml)/i.test(text)) return "This is a web page, not a list. Perhaps the download asked you to sign in first.";
  if (text.slice(0, 4000).includes("\0")) return "This file is not a list in plain text. Save it as CSV from your spreadsheet.";
  return "";
}

// What stands most often in the first line, outside of quotes.
function separatorOf(text) {
  const line = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, "");
  const count = (separator) => line.split(separator).length;
  return SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

// Rows of cells, without the rows that are empty. Excel may say in a line of its own how cells are
// separated.
export function readRows(source) {
  const [said, named] = /^\ufeff?(?:sep=([,;\t])\r?\n)?/i.exec(source);
  const text = source.slice(said.length);
  const separator = named ?? separatorOf(text);
  const rows = [];
  let row = [];
  let at = 0;
  const endRow = () => {
    if (row.some((cell) => cell.trim())) rows.push(row);
    row = [];
  };
  while (at < text.length) {
    let cell;
    if (text[at] === '"') [cell, at] = quoted(text, at + 1);
    else {
      const start = at;
      while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at++;
      cell = text.slice(start, at);
    }
    row.push(cell);
    if (text[at] === separator) {
      at++;
      if (at === text.length) row.push("");
      continue;
    }
    // What stands between a closing quote and the end of the cell belongs to nothing.
    while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at++;
    if (text[at] === separator) { at++; continue; }
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    endRow();
  }
  endRow();
  return rows;
}

function quoted(text, start) {
  let cell = "";
  let at = start;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) return [cell + text.slice(at), text.length];
    cell += text.slice(at, end);
    if (text[end + 1] !== '"') return [cell, end + 1];
    cell += '"';
    at = end + 2;
  }
}

// A spreadsheet takes a cell that starts so for a formula, and a formula can send data away (OWASP,
// CSV injection; the wide signs are those of East Asian keyboards). A quotation mark before it says
// that it is text; where we read such a cell ourselves, the mark is taken off again.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const safe = (cell) => (FORMULA.test(cell) ? `'${cell}` : cell);
export const untamed = (cell) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

export const writeRows = (rows) =>
  "\ufeff" + rows.map((row) => row.map((cell) => {
    const text = safe(String(cell));
    return /[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(",") + "\r\n").join("");
