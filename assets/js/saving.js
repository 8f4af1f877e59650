// Vacancies that somebody saves: on the page of a vacancy, and on the page that lists them.

import { keepOffline } from "./shared/offline.js";
import { KEY, read } from "./shared/saved.js";

const MOST = 200;

function write(saved) {
  try {
    localStorage.setItem(KEY, JSON.stringify(saved.slice(0, MOST)));
    return true;
  } catch {
    return false;
  }
}

function canKeep() {
  try {
    return localStorage.getItem(KEY) !== undefined;
  } catch {
    return false;
  }
}

const without = (url) => read().filter((each) => each.url !== url);
const isSaved = (url) => read().some((each) => each.url === url);

// On the page of a vacancy: a button that saves it, or lets it go.
class SaveVacancy extends HTMLElement {
  connectedCallback() {
    if (!canKeep()) return;
    this.url = location.pathname;
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.change());
    addEventListener("storage", () => this.show());
    if (isSaved(this.url)) {
      write([this.record(), ...without(this.url)]); // the advert may have changed
      keepOffline();
    }
    this.show();
    this.hidden = false;
  }

  change() {
    const others = without(this.url);
    const wasSaved = isSaved(this.url);
    const kept = write(wasSaved ? others : [this.record(), ...others]);
    keepOffline();
    this.show();
    if (!kept) this.say("This browser has no room to save it.");
    else this.say(wasSaved ? "No longer saved." : "Saved on this device only.");
  }

  show() {
    this.button.textContent = isSaved(this.url) ? "Remove from saved" : "Save for later";
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }

  record() {
    const page = this.closest("article");
    const record = { url: this.url, title: page.querySelector("h1").textContent.trim() };
    for (const part of page.querySelectorAll("[data-keep]"))
      record[part.dataset.keep] = part.textContent.trim();
    record.until = page.dataset.closes ?? "";
    return record;
  }
}

// On the page of saved vacancies: the list, made from the template inside it.
class SavedVacancies extends HTMLElement {
  connectedCallback() {
    this.template = this.querySelector("template");
    this.list = this.querySelector("ul");
    addEventListener("storage", () => this.show());
    this.show();
    keepOffline();
    this.querySelector("[data-without-scripts]").hidden = true;
  }

  show() {
    const saved = read();
    this.list.replaceChildren(...saved.map((each) => this.card(each)));
    this.list.hidden = !saved.length;
    this.querySelector("[data-none]").hidden = saved.length > 0;
  }

  card(vacancy) {
    const card = this.template.content.cloneNode(true);
    const link = card.querySelector("a");
    link.href = vacancy.url;
    link.textContent = vacancy.title;
    for (const part of card.querySelectorAll("[data-part]"))
      part.textContent = vacancy[part.dataset.part] ?? "";
    card.querySelector("[data-closed]").hidden = !(Date.parse(vacancy.until) < Date.now());
    const button = card.querySelector("button");
    button.querySelector("span").textContent = ` ${vacancy.title}`;
    button.addEventListener("click", () => this.remove(vacancy));
    return card;
  }

  remove(vacancy) {
    const position = read().findIndex((each) => each.url === vacancy.url);
    write(without(vacancy.url));
    keepOffline();
    this.show();
    const left = this.list.children.length;
    const words = left ? `${left} saved.` : "Nothing is saved any more.";
    this.querySelector("[role=status]").textContent = `${vacancy.title}: removed. ${words}`;
    // The button is gone; whoever pressed it goes on with the next one.
    const next = this.list.children[Math.min(Math.max(position, 0), left - 1)];
    (next?.querySelector("button") ?? this.querySelector("[data-none]")).focus();
  }
}

customElements.define("save-vacancy", SaveVacancy);
customElements.define("saved-vacancies", SavedVacancies);
