// What each way of finding staff costs. All is worked out here; nothing is sent. The fields of the
// page are the list: they are kept in this browser and can be a file.

import { drawBars, fillTable, shown, stayed } from "./tracker/chart.js";
import { compare, FEW, NUMBERS, total } from "./tracker/costs.js";
import { MOST_SOURCES, openList, writeList } from "./tracker/list.js";
import { counted, money, numberIn, whyNot } from "./tracker/numbers.js";

const KEY = "recruitment-tracker";
const STAY = 90; // days, as in portal/pages/tracker.py
const DAY = 86_400_000;
const REST = 800; // milliseconds

class RecruitmentTracker extends HTMLElement {
  connectedCallback() {
    this.body = this.querySelector("[data-lines]");
    this.first = this.#texts();
    for (const each of this.querySelectorAll("[data-scripted]")) each.hidden = false;
    this.pattern = this.body.rows[0].cloneNode(true);
    this.#show(this.#kept() ?? this.first);
    // What is typed is kept at once, and judged once the field is left or the fingers rest.
    this.addEventListener("input", () => {
      this.#keep();
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.#update(), REST);
    });
    this.addEventListener("change", ({ target }) => {
      if (target.type === "file") return this.#open(target);
      this.#update();
      if (!this.#keep()) this.#say("This browser keeps nothing for this page. Save the list as a CSV before you close it.");
    });
    this.addEventListener("click", ({ target }) => {
      const act = target.closest("button")?.dataset.act;
      if (act) this[act](target.closest("tr"));
      if (target.matches("[data-fault-list] a")) this.querySelector(target.hash)?.focus();
    });
  }

  // What stands in the fields: { from, to, rows }, all of it texts.
  #texts() {
    const cells = (row) => [...row.querySelectorAll("[data-cell]")].map((each) => each.value);
    return { from: this.#day("from").value, to: this.#day("to").value, rows: [...this.body.rows].map(cells) };
  }

  #show({ from, to, rows }) {
    this.#day("from").value = from;
    this.#day("to").value = to;
    this.body.replaceChildren(...rows.map((row) => this.#row(row)));
    this.#update();
  }

  #row(texts) {
    const row = this.pattern.cloneNode(true);
    row.querySelectorAll("[data-cell]").forEach((field, column) => {
      field.value = texts[column] ?? "";
    });
    return row;
  }

  #update() {
    clearTimeout(this.soon);
    const faults = this.#checkDays();
    const entries = [...this.body.rows].map((row, number) => this.#entry(row, number, faults));
    this.entries = entries;
    const rows = compare(entries);
    const all = total(rows);
    this.#part("faults").hidden = !faults.length;
    const list = this.#part("fault-list");
    const html = faults.map((each) => each.outerHTML).join("");
    // What is said twice is heard twice.
    if (list.innerHTML !== html) list.replaceChildren(...faults);
    this.#part("nothing").hidden = rows.length > 0;
    this.#part("result").hidden = !rows.length;
    for (const each of this.querySelectorAll("[data-blank]")) each.hidden = rows.length > 0;
    this.#onPaper(rows);
    if (!rows.length) return;
    const totals = { starter: shown(all.perStarter), stayer: shown(all.perStayer), stayed: stayed(all.known) };
    for (const [name, words] of Object.entries(totals)) this.#part(`all-${name}`).textContent = words;
    tell(this.#part("summary"), inWords(rows, all));
    drawBars(this.#part("bars"), rows);
    fillTable(this.#part("table"), rows, all);
  }

  // The numbers of a line; what is wrong with them is said beside them and goes to `faults`.
  #entry(row, number, faults) {
    const fields = [...row.querySelectorAll("[data-cell]")];
    const name = fields[0].value.trim() || `Source ${number + 1}`;
    const entry = { row: number, source: name };
    const said = [];
    fields.forEach((field, column) => {
      field.id = `line-${number}-${column}`;
      const label = column ? `${field.dataset.cell}, ${name}` : `Source ${number + 1}`;
      field.setAttribute("aria-label", label);
      field.setAttribute("aria-describedby", `line-${number}-fault`);
      if (!column) return;
      const found = numberIn(field.value, column === 1);
      const is = NUMBERS[column - 1];
      const wrong = Number.isNaN(found);
      entry[is] = wrong ? null : found;
      mark(field, label, wrong ? whyNot(field.value, column === 1) : tooMany(entry, is), said, faults);
    });
    const place = row.querySelector("[data-fault]");
    place.id = `line-${number}-fault`;
    tell(place, said);
    row.querySelector("button").setAttribute("aria-label", `Take out ${name}`);
    // Of what cannot be so, nothing is worked out.
    return said.length ? { ...entry, ...Object.fromEntries(NUMBERS.map((each) => [each, null])) } : entry;
  }

  #checkDays() {
    const [from, to] = ["from", "to"].map((name) => this.#day(name));
    // Paper has a line to write on instead of an empty field.
    for (const each of [from, to]) each.toggleAttribute("data-empty", !each.value);
    const turned = from.value && to.value && from.value > to.value;
    const faults = [];
    const said = [];
    mark(to, "Last day", turned ? "It is before the first day." : "", said, faults);
    tell(this.#part("day-fault"), said);
    const until = Date.parse(to.value) / DAY + STAY;
    const early = !turned && until > Date.now() / DAY;
    tell(this.#part("early"), [early
      && `People who started on the last of these days have been with you for ${STAY} days on ${longDay(until)}. Until then, too few count as stayers.`]);
    return faults;
  }

  // The last two columns of the printed sheet.
  #onPaper(rows) {
    for (const each of this.querySelectorAll("[data-cost]")) each.textContent = "";
    for (const { row, perStarter, perStayer } of rows) {
      const cells = this.body.rows[row].querySelectorAll("[data-cost]");
      [perStarter, perStayer].forEach((cost, at) => {
        cells[at].textContent = shown(cost);
      });
    }
  }

  add() {
    if (this.body.rows.length >= MOST_SOURCES) return this.#say(`The list has ${MOST_SOURCES} sources, and that is the most.`);
    this.body.append(this.#row([]));
    this.#update();
    this.body.rows[this.body.rows.length - 1].querySelector("[data-cell]").focus();
  }

  remove(row) {
    const before = this.#texts();
    const next = row.nextElementSibling ?? row.previousElementSibling;
    const name = this.entries[row.sectionRowIndex].source;
    row.remove();
    if (!this.body.rows.length) this.body.append(this.#row([]));
    this.#update();
    this.#keep();
    this.#say(`${name} is taken out.`, before);
    (next ?? this.body.rows[0]).querySelector("[data-cell]").focus();
  }

  async #open(field) {
    const list = await openList(field.files[0]);
    field.value = "";
    if (list.problem) return this.#say(`${list.problem} What you had here is still here.`);
    const before = this.#texts();
    this.#show(list);
    this.#keep();
    this.#say(`The file is open: ${counted(list.rows.length, "source")}. ${list.notes}`.trim(), before);
  }

  save() {
    const texts = this.#texts();
    const url = URL.createObjectURL(new Blob([writeList(texts, this.entries)], { type: "text/csv" }));
    const days = [texts.from, texts.to].filter(Boolean).join("-to-");
    Object.assign(document.createElement("a"), { href: url, download: `recruitment${days && `-${days}`}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    this.#say("The list is saved as a file, with what your browser saves from websites.");
  }

  print() {
    window.print();
  }

  clear() {
    const before = this.#texts();
    this.#show(this.first);
    try {
      localStorage.removeItem(KEY);
    } catch {
      // then nothing is kept
    }
    this.#say("Your numbers are deleted from this page and from this browser.", before);
  }

  undo() {
    this.#show(this.before);
    this.#keep();
    this.#say("All is back as it was.");
    this.#part("said").focus();
  }

  #say(words, before) {
    this.before = before;
    this.#part("said").textContent = words;
    this.#part("undo").hidden = !before;
  }

  // What this browser holds of an earlier visit; others may have written there, too.
  #kept() {
    try {
      const { from, to, rows } = JSON.parse(localStorage.getItem(KEY));
      const texts = [from, to, ...rows.flat()];
      const sound = rows.length && rows.length <= MOST_SOURCES && texts.every((each) => typeof each === "string");
      return sound ? { from, to, rows } : null;
    } catch {
      return null;
    }
  }

  #keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#texts()));
      return true;
    } catch {
      return false;
    }
  }

  #day(name) {
    return this.querySelector(`[data-day="${name}"]`);
  }

  #part(name) {
    return this.querySelector(`[data-${name}]`);
  }
}

// Nobody can do what comes later who did not do what comes before.
const BEFORE = { interviews: "applicants", starters: "applicants", stayers_90_days: "starters" };
function tooMany(entry, name) {
  const before = BEFORE[name];
  const most = entry[before] ?? Infinity;
  return entry[name] > most ? `This cannot be more than the ${before}.` : "";
}

// Marks a field as wrong or right. What is wrong goes to `said`, and a link to it to `faults`.
function mark(field, name, words, said, faults) {
  if (!words) return field.removeAttribute("aria-invalid");
  field.setAttribute("aria-invalid", "true");
  said.push(`${field.dataset.cell ?? name}: ${words}`);
  const [row, link] = ["li", "a"].map((each) => document.createElement(each));
  link.href = `#${field.id}`;
  link.textContent = `${name}: ${words}`;
  row.append(link);
  return faults.push(row);
}

// Shows sentences in their place, or hides it.
function tell(place, said) {
  const words = said.filter(Boolean).join(" ");
  if (place.textContent !== words) place.textContent = words;
  place.hidden = !words;
}

// What the numbers say, and how far they can be trusted.
function inWords(rows, all) {
  const paid = rows.filter((each) => each.spend !== null).length;
  const left = Math.max(all.perStarter.left ?? 0, all.perStayer.left ?? 0);
  const sound = rows.filter((each) => each.perStayer.amount !== undefined && each.starters >= FEW);
  return [
    `You spent ${money(all.spend)} on ${counted(paid, "source")}, and ${counted(all.starters, "person", "people")} started.`,
    left && `${counted(left, "source")} cannot be in the costs, because a number is missing.`,
    sound[1] && `Of the sources with ${FEW} starters or more, a stayer cost least by this one: ${sound[0].source}.`,
    !sound[0] && `No source has ${FEW} starters and a number of stayers yet, so do not choose by these numbers alone.`,
  ];
}

const longDay = (days) => new Date(days * DAY).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

customElements.define("recruitment-tracker", RecruitmentTracker);
