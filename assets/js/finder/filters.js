// The form of filters: what is chosen, how it is said, and what else there would be.

import { dayNumber } from "../shared/days.js";
import { findPlace, fold } from "./places.js";
import { FILTERS } from "./search.js";

const SECOND = 1000; // milliseconds
const DAY = 24 * 60 * 60; // seconds
const SOON = 7; // days
const thousands = new Intl.NumberFormat("en-GB"); // slow to make, quick to use
export const inWords = (count) => thousands.format(count);
const isTick = (control) => control.type === "checkbox";
const isFacet = (control) => "facet" in control.dataset;
const isOn = (control) => (isTick(control) ? control.checked : control.value.trim() !== "");
const partOf = (control, name) => control.parentElement.querySelector(`.finder__${name}`);
// What an option is called before a count is put behind it.
const nameOf = (option) => (option.dataset.name ??= option.textContent);

function reset(control) {
  if (isTick(control)) control.checked = false;
  else if (control.options) {
    const first = [...control.options].findIndex((each) => each.defaultSelected);
    control.selectedIndex = Math.max(first, 0);
  } else control.value = "";
}

function choose(control, value) {
  control.value = value;
  if (control.selectedIndex < 0) reset(control); // nobody offers this any more
}

export class Filters {
  constructor(form) {
    const all = [...form.elements].filter(({ name }) => name);
    this.form = form;
    this.controls = all.filter(({ type }) => type !== "hidden");
    // Hidden ones say what the page is a list of: they always hold, and are not for the address.
    const fixed = all.filter(({ type }) => type === "hidden");
    this.fixed = fixed.map(({ name, value }) => [name, [value]]);
    ({ where: this.where, miles: this.miles, sort: this.sort } = form.elements);
    this.order = null; // what somebody chose; until then nearest, or newest
    this.fault = form.querySelector(".finder__fault");
  }

  // Fill in what depends on the data: who is hiring for what and where, and places to choose.
  offer({ names, head }) {
    for (const control of this.controls.filter(isFacet)) {
      const { value } = control;
      control.length = 1;
      for (const [id, name] of names[control.name]) control.add(new Option(name, id));
      choose(control, value);
    }
    this.places = head.places;
    this.where.list.replaceChildren(...head.places.map(([name]) => new Option(name, name)));
  }

  // What is chosen, as it stands in the page's address.
  get params() {
    const params = new URLSearchParams();
    for (const control of this.controls) {
      if (isOn(control) && control !== this.sort) params.append(control.name, control.value.trim());
    }
    if (!params.has("where")) params.delete("miles");
    if (this.order) params.set("sort", this.order);
    return params;
  }

  set params(params) {
    for (const control of this.controls) {
      reset(control);
      const values = params.getAll(control.name);
      if (isTick(control)) control.checked = values.includes(control.value);
      else if (values.length) {
        if (isFacet(control) && !this.places) control.add(new Option("…", values[0]));
        choose(control, values[0]);
      }
    }
    const orders = [...this.sort.options].map(({ value }) => value);
    this.order = orders.find((each) => each === params.get("sort")) ?? null;
  }

  knows(params) {
    return this.controls.some(({ name }) => params.has(name));
  }

  // What to search for. A place that is not known is said to be so, and left out.
  get query() {
    const where = this.where.value.trim();
    const from = where ? findPlace(this.places, where) : undefined;
    this.fault.hidden = !where || Boolean(from);
    this.where.setAttribute("aria-invalid", !this.fault.hidden);
    const params = this.params;
    const wanted = new Map(this.fixed);
    for (const name of Object.keys(FILTERS)) {
      const values = params.getAll(name);
      if (values.length) wanted.set(name, values);
    }
    if (!from || params.get("miles") === "any") wanted.delete("miles");
    const words = fold(params.get("text") ?? "").match(/ \S+/g) ?? [];
    const now = Date.now() / SECOND;
    const soon = (dayNumber(new Date()) + 1 + SOON) * DAY; // the day after the last one
    return { wanted, about: { from, words, now, soon }, order: this.#order(from) };
  }

  #order(from) {
    this.sort.querySelector("[value=distance]").disabled = !from;
    const wanted = this.order === "distance" && !from ? null : this.order;
    this.sort.value = wanted ?? (from ? "distance" : "newest");
    return this.sort.value;
  }

  // The filters that are on: each with its words, and how to take it off.
  chosen(from) {
    return this.controls
      .filter((each) => isOn(each) && each !== this.sort && each !== this.miles)
      .map((control) => ({
        control,
        words: this.#words(control, from),
        off: () => reset(control),
      }));
  }

  #words(control, from) {
    if (control === this.where) {
      if (!from) return control.value;
      const far = nameOf(this.miles.selectedOptions[0]);
      return this.miles.value === "any" ? `Near ${from[0]}` : `${far} of ${from[0]}`;
    }
    if (isTick(control)) return partOf(control, "name").textContent;
    if (control.options) return nameOf(control.selectedOptions[0]);
    return control.dataset.tag.replace("{}", () => control.value);
  }

  // Say at each choice how many vacancies there are with it, beside the other filters.
  tally(found, isComplete) {
    const put = (place, name, words, value) => {
      const count = isComplete ? `(${inWords(found.count(name, value))})` : "";
      const text = `${words} ${count}`.trim();
      if (place.textContent !== text) place.textContent = text;
    };
    for (const control of this.controls) {
      if (isTick(control)) put(partOf(control, "tally"), control.name, "", control.value);
      else if (isFacet(control) || (control === this.miles && found.about.from)) {
        for (const option of control.options) {
          const isAny = !option.value || option.value === "any";
          if (!isAny) put(option, control.name, nameOf(option), option.value);
        }
      }
    }
  }

  // What to change so that there is something: only what helps, each with its count.
  relaxations(found) {
    const offers = found.about.from ? this.#wider(found) : [];
    const names = new Set(this.chosen().map(({ control }) => control.name));
    for (const name of names) {
      const same = this.controls.filter((each) => each.name === name);
      const words = same[0].closest("[data-any]")?.dataset.any;
      const count = words ? found.without(name) : 0;
      if (count) offers.push({ words, count, change: () => same.forEach(reset) });
    }
    return offers.map((each) => ({ ...each, words: `${each.words}: ${inWords(each.count)}` }));
  }

  #wider(found) {
    const { miles } = this;
    const offers = [];
    for (const option of [...miles.options].slice(miles.selectedIndex + 1)) {
      const { value } = option;
      const count = value === "any" ? found.without("miles") : found.count("miles", value);
      const isMore = count > (offers.at(-1)?.count ?? 0);
      const change = () => {
        miles.value = value;
      };
      if (isMore) offers.push({ words: nameOf(option), count, change });
    }
    return offers;
  }

  clear() {
    for (const control of this.controls) if (control !== this.sort) reset(control);
  }
}
