// The finder: the form beside a list of vacancies. What is chosen is in the page's address, so it
// can be shared, and the back button undoes it. Without scripts the page is a list of all.

import { makeCard } from "./finder/cards.js";
import { Filters, inWords } from "./finder/filters.js";
import { search } from "./finder/search.js";
import { Table } from "./finder/table.js";

const PAGE = 20;
const TYPING = 250; // milliseconds after the last letter
const SPEAKING = 800;
const WIDE = "(min-width: 60rem)"; // as in finder.css
const FAILED = "The vacancies could not be loaded. Please load this page again.";

const vacancies = (count) => `${inWords(count)} vacanc${count === 1 ? "y" : "ies"}`;

const isBox = (control) => control.matches("input:not([type=checkbox])");

class VacancyFinder extends HTMLElement {
  connectedCallback() {
    const part = (name) => this.querySelector(`[data-${name}]`);
    this.parts = {
      heading: part("count"),
      status: this.querySelector("[role=status]"),
      applied: part("applied"),
      none: part("none"),
      list: part("list"),
      pages: this.querySelector(".pagination"),
      more: part("more"),
      card: this.querySelector("template"),
      button: this.querySelector(".finder__form .button"),
      others: part("more-filters"),
    };
    this.filters = new Filters(this.querySelector("form"));
    this.shown = PAGE;
    // Beside the list there is room for every filter; on a phone the most used ones come first.
    this.parts.others.open = matchMedia(WIDE).matches;
    this.#listen();
    if (this.#isAsked) this.#restore();
    else if (!navigator.connection?.saveData) {
      const later = window.requestIdleCallback ?? setTimeout;
      later(() => this.#open().catch(() => {})); // whoever uses the form will try again
    }
  }

  #listen() {
    const { form } = this.filters;
    const { heading, applied, more } = this.parts;
    this.addEventListener("focusin", () => this.#load().catch(() => {}), { once: true });
    this.addEventListener("input", ({ target }) => {
      if (target === this.filters.where) return; // half a place is none
      clearTimeout(this.typing);
      if (isBox(target)) this.typing = setTimeout(() => this.#change(target), TYPING);
      else this.#change(target);
    });
    this.filters.where.addEventListener("change", ({ target }) => this.#change(target));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await this.#change();
      heading.focus();
    });
    applied.querySelector("[data-clear]").addEventListener("click", () => {
      this.filters.clear();
      this.#change();
      heading.focus();
    });
    more.addEventListener("click", () => this.#showMore());
    addEventListener("popstate", () => {
      if (this.found || this.#isAsked) this.#restore();
    });
  }

  get #isAsked() {
    return this.filters.knows(new URLSearchParams(location.search));
  }

  // The first part comes when the browser has time, the rest when somebody uses the form.
  #open() {
    this.opening ??= Table.open(this.dataset.source).then(
      (table) => {
        this.table = table;
        this.filters.offer(table);
        this.#hideClosed();
      },
      (error) => {
        this.opening = undefined;
        throw error;
      },
    );
    return this.opening;
  }

  async #load() {
    await this.#open();
    await this.#complete();
  }

  async #complete() {
    try {
      await this.table.complete();
    } catch (error) {
      this.opening = undefined; // there may be another build: begin with its first part
      throw error;
    }
  }

  // What was open when the page was built may have closed since.
  #hideClosed() {
    const { ids } = this.table;
    const now = Date.now() / 1000;
    const closed = new Set(ids.filter((_, row) => this.table.entry("closes", row)[1] <= now));
    for (const item of this.parts.list.children) {
      const [id] = item.querySelector(".card__link").pathname.split("/").slice(-2);
      item.hidden = closed.has(decodeURIComponent(id));
    }
  }

  // A change is a step of the browser's history; typing in one box is one step.
  #change(control) {
    clearTimeout(this.typing);
    if (control === this.filters.sort) this.filters.order = control.value;
    const params = this.filters.params.toString();
    const address = location.pathname + (params && `?${params}`);
    if (address !== location.pathname + location.search) {
      const isSameBox = control && control === this.last && isBox(control);
      history[isSameBox ? "replaceState" : "pushState"](null, "", address);
    }
    this.last = control;
    this.shown = PAGE;
    return this.#update();
  }

  #restore() {
    this.filters.params = new URLSearchParams(location.search);
    this.shown = history.state?.shown ?? PAGE;
    this.last = undefined;
    return this.#update();
  }

  async #update() {
    try {
      await this.#open();
      this.#show();
      if (this.table.isComplete) return;
      await this.#complete();
      this.#show();
    } catch (error) {
      this.parts.heading.textContent = FAILED;
      this.#say(FAILED);
      console.warn(error);
    }
  }

  #show() {
    const { table, filters, parts } = this;
    const { wanted, about, order } = filters.query;
    this.found = search(table, wanted, about);
    this.rows = this.found.sorted(order);
    this.#showCards();
    this.#showTags(filters.chosen(about.from));
    this.#showRelaxations();
    this.#tally(this.found);
    const count = vacancies(this.rows.length);
    parts.button.textContent = `Show ${count}`;
    parts.heading.textContent = table.isComplete ? count : `${count} so far`;
    if (!table.isComplete) return;
    const { text } = filters.sort.selectedOptions[0];
    this.#say(this.rows.length ? `${count}, ${text.toLowerCase()} first.` : parts.none.innerText);
  }

  // Counts beside the choices can wait until the vacancies are on the screen.
  #tally(found) {
    requestAnimationFrame(() => {
      setTimeout(() => {
        if (found === this.found) this.filters.tally(found, this.table.isComplete);
      });
    });
  }

  #showCards() {
    const { list, pages, more } = this.parts;
    const { activeElement } = document;
    const focused = list.contains(activeElement) && activeElement.href;
    list.replaceChildren(...this.#cards(0, this.shown));
    list.hidden = !this.rows.length;
    if (pages) pages.hidden = true;
    more.hidden = this.rows.length <= this.shown;
    const links = focused ? [...list.querySelectorAll("a")] : [];
    links.find(({ href }) => href === focused)?.focus();
  }

  #cards(start, end) {
    const { card } = this.parts;
    const { about } = this.found;
    return this.rows.slice(start, end).map((row) => makeCard(card, this.table, row, about));
  }

  #showMore() {
    const { list, more } = this.parts;
    const added = this.#cards(this.shown, this.shown + PAGE);
    list.append(...added);
    this.shown += PAGE;
    history.replaceState({ shown: this.shown }, "");
    more.hidden = this.rows.length <= this.shown;
    added[0]?.querySelector("a").focus();
    this.#say(`Showing ${list.children.length} of ${vacancies(this.rows.length)}.`);
  }

  #showTags(chosen) {
    const { applied, heading } = this.parts;
    const list = applied.querySelector("ul");
    const takeOff = (off, place) => {
      off();
      this.#change().then(() => {
        const left = list.querySelectorAll("button");
        (left[Math.min(place, left.length - 1)] ?? heading).focus();
      });
    };
    const tags = chosen.map(({ words, off }, place) =>
      makeButton(words, () => takeOff(off, place), "Remove: "),
    );
    const { others } = this.parts;
    const hidden = chosen.filter(({ control }) => others.contains(control)).length;
    others.querySelector(".finder__on").textContent = hidden ? `(${inWords(hidden)} on)` : "";
    applied.hidden = !tags.length;
    list.replaceChildren(...tags);
  }

  #showRelaxations() {
    const { none, heading } = this.parts;
    const isSure = !this.rows.length && this.table.isComplete;
    const offers = isSure ? this.filters.relaxations(this.found) : [];
    const take = (change) => {
      change();
      this.#change().then(() => heading.focus());
    };
    none.hidden = !isSure;
    none.querySelector("[data-relaxing]").hidden = !offers.length;
    none
      .querySelector("ul")
      .replaceChildren(...offers.map(({ words, change }) => makeButton(words, () => take(change))));
  }

  // Spoken once it is quiet: nobody wants to hear of each letter they type.
  #say(words) {
    const { status } = this.parts;
    clearTimeout(this.speaking);
    status.textContent = "";
    this.speaking = setTimeout(() => {
      status.textContent = words;
    }, SPEAKING);
  }
}

function makeButton(words, act, before = "") {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const unseen = document.createElement("span");
  unseen.className = "visually-hidden";
  unseen.textContent = before;
  button.type = "button";
  button.className = "finder__button";
  button.append(unseen, words);
  button.addEventListener("click", act);
  item.append(button);
  return item;
}

customElements.define("vacancy-finder", VacancyFinder);
