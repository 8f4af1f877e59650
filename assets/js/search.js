// The search of the site. What is looked for is in the page's address, so it can be shared; the
// index is read when somebody begins to type. Without scripts the page leads to the A to Z.

import { search } from "./finder/search.js";
import { Table } from "./finder/table.js";
import { fold } from "./finder/places.js";
import { SearchIndex } from "./search/index.js";

const PAGE = 20;
const TYPING = 200; // milliseconds after the last letter
const SPEAKING = 900;
const SECOND = 1000;
const FAILED = "The search could not be loaded. Please load this page again.";

const count = (number, one, many = `${one}s`) =>
  `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

class SiteSearch extends HTMLElement {
  connectedCallback() {
    const part = (name) => this.querySelector(name);
    this.form = part("form");
    this.text = this.form.elements.text;
    this.kinds = [...this.form.querySelectorAll("[name=kind]")];
    this.parts = {
      kinds: part("[data-kinds]"),
      status: part("[role=status]"),
      results: part("[data-results]"),
      heading: part("[data-heading]"),
      close: part("[data-close-to]"),
      vacancies: part("[data-vacancies]"),
      list: part("ol.search__results"),
      more: part("[data-more]"),
      result: part("template"),
      none: part("[data-none]"),
      browse: part("[data-browse]"),
    };
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.typing);
      this.#change().then(() => this.parts.heading.focus());
    });
    this.text.addEventListener("focus", () => this.#open().catch(() => {}), { once: true });
    this.text.addEventListener("input", () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.#change(), TYPING);
    });
    this.parts.kinds.addEventListener("change", () => this.#change());
    this.parts.more.addEventListener("click", () => this.#showMore());
    addEventListener("popstate", () => this.#restore());
    this.#restore();
  }

  #open() {
    this.opening ??= SearchIndex.open(this.dataset.source).catch((error) => {
      this.opening = undefined; // to be tried again
      throw error;
    });
    return this.opening;
  }

  get #kind() {
    return this.kinds.find(({ checked }) => checked)?.value ?? "";
  }

  #restore() {
    const params = new URLSearchParams(location.search);
    this.text.value = params.get("text") ?? "";
    const kind = params.get("kind") ?? "";
    for (const each of this.kinds) each.checked = each.value === kind;
    if (!this.#kind) this.kinds[0].checked = true;
    return this.#update();
  }

  #change() {
    const params = new URLSearchParams();
    const text = this.text.value.trim();
    if (text) params.set("text", text);
    if (text && this.#kind) params.set("kind", this.#kind);
    const query = params.toString();
    history.replaceState(null, "", location.pathname + (query && `?${query}`));
    return this.#update();
  }

  async #update() {
    const text = this.text.value.trim();
    const { parts } = this;
    parts.browse.hidden = Boolean(text);
    parts.results.hidden = !text;
    if (!text) {
      parts.kinds.hidden = true;
      this.#say("");
      return;
    }
    try {
      const index = await this.#open();
      if (text === this.text.value.trim()) this.#show(index, text);
    } catch (error) {
      parts.heading.textContent = FAILED;
      this.#say(FAILED);
      console.warn(error);
    }
  }

  #show(index, text) {
    const { parts } = this;
    const { found, close, some } = index.search(text);
    const names = this.kinds.map(({ value }) => value);
    const kind = this.#kind;
    this.marked = index.marks(text, close);
    this.rows = kind ? found.filter(({ kind: own }) => index.kinds[own] === kind) : found;
    this.kinds.forEach((radio, place) => {
      const name = names[place];
      const own = name ? found.filter((each) => index.kinds[each.kind] === name).length : found.length;
      const label = radio.closest("label");
      label.querySelector(".search__count").textContent = `(${own})`;
      label.hidden = !own && !radio.checked;
    });
    parts.kinds.hidden = !found.length;
    const said = this.rows.length
      ? `${count(this.rows.length, "result")} for “${text}”`
      : `Nothing found for “${text}”`;
    parts.heading.textContent = said;
    parts.close.hidden = !close.length && !some;
    parts.close.textContent = close.length
      ? `Showing what is close to it: ${close.join(", ")}.`
      : "Nothing has all of these words. These have some of them.";
    parts.none.hidden = Boolean(this.rows.length);
    parts.list.replaceChildren(...this.rows.slice(0, PAGE).map((each) => this.#result(index, each)));
    parts.more.hidden = this.rows.length <= PAGE;
    this.#say(`${said}.${close.length ? ` ${parts.close.textContent}` : ""}`);
    this.#countVacancies(text);
  }

  #result(index, entry) {
    const item = this.parts.result.content.firstElementChild.cloneNode(true);
    const put = (name, words) => {
      const part = item.querySelector(name);
      if (words) part.append(...this.#marked(words));
      else part.remove();
    };
    const here = entry.url.startsWith("/");
    const link = item.querySelector(".search__title a");
    link.href = here ? this.dataset.root + entry.url : entry.url;
    const where = here ? "" : ` · ${new URL(entry.url).hostname.replace(/^www\./, "")}`;
    const name = this.kinds.find(({ value }) => value === index.kinds[entry.kind]);
    const kind = name ? name.nextElementSibling.textContent : "";
    item.querySelector(".search__what").textContent =
      kind + where + (entry.example ? " · A made-up example" : "");
    put(".search__title a", entry.title);
    put(".search__summary", entry.summary);
    const open = item.querySelector(".search__open");
    if (entry.vacancies && index.kinds[entry.kind] === "role") {
      const id = entry.url.split("/").at(-2);
      const more = open.querySelector("a");
      more.textContent = count(entry.vacancies, "open vacancy", "open vacancies");
      more.setAttribute("aria-label", `${more.textContent}: ${entry.title}`);
      more.href = `${this.dataset.root}/vacancies/role/${id}/`;
    } else if (entry.vacancies) {
      open.textContent = count(entry.vacancies, "open vacancy", "open vacancies");
    } else open.remove();
    return item;
  }

  // The words that were looked for, marked; the rest as plain text.
  #marked(text) {
    if (!this.marked.length) return [text];
    return text.split(/([\p{L}\p{M}\d]+)/u).map((piece, place) => {
      const word = place % 2 ? fold(piece).trim() : "";
      if (!word || !this.marked.some((start) => word.startsWith(start))) return piece;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    });
  }

  #showMore() {
    const { list, more } = this.parts;
    const shown = list.children.length;
    this.#open().then((index) => {
      const added = this.rows.slice(shown, shown + PAGE).map((each) => this.#result(index, each));
      list.append(...added);
      more.hidden = this.rows.length <= list.children.length;
      added[0]?.querySelector("a").focus();
    });
  }

  // Single vacancies are the finder's. How many it would find is counted where that costs little:
  // with its first part of data, and not where somebody saves data.
  async #countVacancies(text) {
    const { vacancies, none } = this.parts;
    const link = vacancies.querySelector("a");
    const address = `${link.pathname}?${new URLSearchParams({ text })}`;
    link.href = address;
    none.querySelector("[data-vacancies-none]").href = address;
    link.textContent = `Look for “${text}” in the vacancies`;
    vacancies.hidden = false;
    if (navigator.connection?.saveData) return;
    try {
      this.table ??= Table.open(this.dataset.finder);
      const table = await this.table;
      if (text !== this.text.value.trim() || !table.isComplete) return;
      const words = fold(text).match(/ \S+/g) ?? [];
      const open = search(table, new Map(), { words, now: Date.now() / SECOND }).rows.length;
      vacancies.hidden = !open;
      link.textContent = `${count(open, "vacancy", "vacancies")} for “${text}”`;
    } catch {
      this.table = undefined; // the link without a count will do
    }
  }

  // Spoken once it is quiet: nobody wants to hear of each letter they type.
  #say(words) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      this.parts.status.textContent = words;
    }, SPEAKING);
  }
}

customElements.define("site-search", SiteSearch);
