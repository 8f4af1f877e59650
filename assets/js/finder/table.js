import { fold } from "./places.js";

// The open vacancies as columns. A row holds numbers; each stands for an entry of its column, so
// that a filter looks at each entry once, and then only at numbers.

async function read(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

export class Table {
  // The first part has the same address in every build; those of the others change with the data.
  static async open(address) {
    return new Table(await read(address, { cache: "no-cache" }));
  }

  constructor(head) {
    this.head = head;
    this.ids = [];
    this.columns = {};
    for (const name of Object.keys(head.columns)) {
      this.columns[name] = { entries: [], rows: new Uint32Array(head.total) };
    }
    this.texts = {};
    this.names = {};
    for (const [name, pairs] of Object.entries(head.names)) this.names[name] = new Map(pairs);
    this.#add(head);
  }

  get isComplete() {
    return this.ids.length === this.head.total;
  }

  async complete() {
    this.rest ??= Promise.all(this.head.parts.map((part) => read(part)));
    try {
      const parts = await this.rest;
      if (parts.some(({ stamp }) => stamp !== this.head.stamp)) throw new Error("Two builds mixed");
      if (!this.isComplete) parts.forEach((part) => this.#add(part));
    } catch (error) {
      this.rest = undefined; // to be tried again
      throw error;
    }
  }

  entry(name, row) {
    const { entries, rows } = this.columns[name];
    return entries[rows[row]];
  }

  // The words of each entry, ready to be looked through.
  folded(name, textOf) {
    const { entries } = this.columns[name];
    const texts = (this.texts[name] ??= []);
    while (texts.length < entries.length) texts.push(fold(textOf(entries[texts.length], this)));
    return texts;
  }

  #add(part) {
    for (const [name, { entries, rows }] of Object.entries(part.columns)) {
      this.columns[name].entries.push(...entries);
      this.columns[name].rows.set(rows, this.ids.length);
    }
    this.ids.push(...part.ids);
  }
}
