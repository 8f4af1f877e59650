// The plan as a line with stops: where somebody is, then each role on the way and what it takes.

import { findPlace, milesBetween } from "../finder/places.js";
import { howMany } from "./words.js";

const NEAREST = 3;
const MINUTE = 60_000; // milliseconds

export function fillStops(planner, pathway, place, journey, near) {
  const roles = pathway.rolesOf(journey);
  const steps = journey.legs.map((leg) => pathway.steps[leg]);
  const stops = roles.map((role, count) => {
    const stop = new Stop(planner, pathway, role);
    if (count) stop.arriveBy(steps[count - 1]);
    else if (place.start) stop.beginFrom(place.start);
    else stop.stand();
    if (steps[count]) stop.leaveBy(steps[count]);
    return stop;
  });
  if (place.start) {
    stops.unshift(new Stop(planner, pathway, place.start, "pathway/from"));
    stops[0].stand();
  }
  planner.querySelector(".journey").replaceChildren(...stops.map(({ item }) => item));
  const sources = new Set(steps.map(({ source }) => pathway.sources[source]));
  const list = planner.querySelector(".planner__sources ul");
  list.replaceChildren(...[...sources].map((source) => make("li", source)));
  list.parentElement.hidden = !sources.size;
  showNear(planner, stops, near);
}

class Stop {
  constructor(planner, pathway, { id, title, line }, folder = "roles") {
    this.root = planner.dataset.root;
    this.pathway = pathway;
    this.role = pathway.role(id);
    this.item = planner.querySelector("template[data-stop]").content.firstElementChild.cloneNode(true);
    this.item.classList.add(`line--${line}`);
    this.part("title").textContent = title;
    this.part("title").href = `${this.root}/${folder}/${id}/`;
  }

  part(name) {
    return this.item.querySelector(`[data-part=${name}]`);
  }

  stand() {
    this.item.classList.add("journey__stop--here");
    this.part("kind").textContent = "You are here";
    if (this.role) this.#pay("Pay now");
    this.part("jobs").remove();
  }

  beginFrom(start) {
    this.part("kind").textContent = "Begin here";
    if (this.role.begin) this.#fact("How people begin", this.role.begin);
    this.#registration();
    this.#pay("Pay");
    this.#stories(start.stories[start.roles.indexOf(this.role.number)]);
    this.#vacancies();
    this.#tick("I have applied", "on");
    this.#tick(`I began as ${this.role.title.toLowerCase()}`, "on");
  }

  arriveBy(step) {
    this.part("kind").textContent = step.time ? `${step.kind} · ${step.time}` : step.kind;
    const { qualifications } = this.pathway;
    const needs = step.leg[4].map((number) => qualifications[number]);
    if (step.learning) this.#fact("What you do", step.learning);
    const row = this.#fact("What you need");
    row.className = "journey__more"; // on paper there are boxes to tick
    if (!needs.length) row.append(make("dd", "No qualification is named for this step."));
    for (const { title, pays } of needs) {
      row.append(make("dd", title));
      if (pays) row.append(make("dd", `Who pays: ${pays}`, "journey__note journey__more"));
    }
    if (step.note) this.#fact("Good to know", step.note);
    this.#registration();
    this.#pay("Pay then");
    this.#stories(step.stories);
    this.#vacancies();
    for (const { title } of needs) this.#tick(title, "begun", "done");
    this.#tick(`I became ${this.role.title.toLowerCase()}`, "on");
  }

  leaveBy(step) {
    if (step.leg[7]) this.item.classList.add("journey__stop--then-across");
  }

  #registration() {
    if (this.role.registration) this.#fact("Registration", this.role.registration);
  }

  #pay(label) {
    const [pay, source, note] = this.role.pay;
    const row = this.#fact(label, pay);
    if (source) row.append(make("dd", source, "journey__note"));
    else row.className = "journey__more";
    if (note) row.append(make("dd", note, "journey__note journey__more"));
  }

  #stories(numbers = []) {
    if (!numbers.length) return;
    const row = this.#fact("Who took this step");
    for (const number of numbers) {
      const [title, url, name] = this.pathway.stories[number];
      const detail = make("dd", `${name}: `);
      detail.append(makeLink(this.root + url, title));
      row.append(detail);
    }
  }

  #vacancies() {
    const { id, title, vacancies = 0, districts = [] } = this.role;
    const all = this.part("all");
    this.part("none").hidden = vacancies > 0;
    all.parentElement.hidden = !vacancies;
    all.href = `${this.root}/vacancies/role/${id}/`;
    all.textContent = `${howMany(vacancies, "open vacancy", "open vacancies")}: ${title.toLowerCase()}`;
    for (const [number, count] of districts) {
      const [district, name] = this.pathway.districts[number];
      const item = make("li");
      item.append(makeLink(`${this.root}/vacancies/in/${district}/${id}/`, name), ` ${count}`);
      this.part("districts").append(item);
    }
  }

  showNearest(vacancies) {
    const found = vacancies.filter(({ role }) => role === this.role.id).slice(0, NEAREST);
    const items = found.map(({ id, title, who, place, pay, miles }) => {
      const item = make("li");
      const far = miles < 1 ? "less than a mile" : `about ${howMany(Math.round(miles), "mile")}`;
      item.append(
        makeLink(`${this.root}/vacancies/${encodeURIComponent(id)}/`, title),
        ` ${who}, ${place}, ${far} away. ${pay}`,
      );
      return item;
    });
    this.part("vacancies").replaceChildren(...items);
  }

  #fact(label, ...texts) {
    const row = make("div");
    row.append(make("dt", label), ...texts.map((text) => make("dd", text)));
    this.part("facts").append(row);
    return row;
  }

  #tick(text, ...dates) {
    const item = make("li", text);
    for (const date of dates) item.append(make("span", date, "journey__date"));
    this.part("ticks").append(item);
  }
}

async function showNear(planner, stops, near) {
  const { asked } = planner;
  const tell = (name, place = "") => {
    for (const each of planner.querySelectorAll("[data-near]")) {
      each.hidden = each.dataset.near !== name;
      each.querySelectorAll("span").forEach((span) => span.replaceChildren(place));
    }
  };
  tell(near && "looking");
  if (!near) return;
  try {
    planner.parts ??= await readParts(`${planner.dataset.root}/vacancies/finder.json`);
    if (asked !== planner.asked) return; // somebody has asked for another plan
    const from = findPlace(planner.parts[0].places, near);
    const vacancies = from ? nearestFirst(planner.parts, from) : [];
    for (const stop of stops) if (stop.part("vacancies")) stop.showNearest(vacancies);
    tell(from ? "found" : "unknown", from?.[0]);
  } catch {
    tell("failed");
  }
}

// The finder's data, as portal/pages/finder.py writes them: lists of entries grow part by part.
async function readParts(address) {
  const read = async (each) => (await fetch(each)).json();
  const head = await read(address);
  return [head, ...(await Promise.all(head.parts.map(read)))];
}

function nearestFirst(parts, from) {
  const names = new Map(parts[0].names.provider);
  const column = (name) => {
    const entries = parts.flatMap(({ columns }) => columns[name].entries);
    return parts.flatMap(({ columns }) => columns[name].rows.map((row) => entries[row]));
  };
  const [titles, places, pays, closes, roles, providers] =
    ["title", "place", "pay", "closes", "role", "provider"].map(column);
  const now = Date.now() / MINUTE;
  return parts
    .flatMap(({ ids }) => ids)
    .map((id, row) => ({
      id,
      title: titles[row],
      who: names.get(providers[row][0]) ?? "Provider not stated",
      place: places[row][0],
      pay: pays[row][0],
      role: roles[row][0],
      miles: milesBetween(from, places[row]),
      isOpen: !(closes[row][1] <= now),
    }))
    .filter(({ miles, isOpen }) => isOpen && !Number.isNaN(miles))
    .sort((one, other) => one.miles - other.miles);
}

function make(tag, text = "", className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function makeLink(address, text) {
  const link = make("a", text);
  link.href = address;
  return link;
}
