// Plan my route: where somebody is, where they want to be, and up to three ways there. What is
// chosen is in the page's address; the planning is done here, and nobody is told.

import { goals, plan } from "./planner/journeys.js";
import { Pathway } from "./planner/pathway.js";
import { keep, kept, letGo } from "./planner/saved.js";
import { fillStops } from "./planner/stops.js";
import { describe, duration, howMany } from "./planner/words.js";


class RoutePlanner extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      const asked = new URLSearchParams(new FormData(this.form));
      for (const [name, value] of [...asked]) if (!value.trim()) asked.delete(name);
      this.#go(`?${asked}`);
    });
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='?']");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.#go(link.getAttribute("href"));
    });
    this.#part("print").addEventListener("click", () => print());
    this.#part("save").addEventListener("click", () => this.#save());
    addEventListener("popstate", () => this.#show());
    this.#showSaved();
    if (location.search) this.#show();
  }

  #part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  async #go(address) {
    history.pushState(null, "", address === "?" ? location.pathname : address);
    await this.#show();
    this.querySelector("[data-part-of-answer]:not([hidden]) h2")?.focus();
  }

  async #show() {
    const asked = new URLSearchParams(location.search);
    const [from, to, near, by] = ["from", "to", "near", "by"].map((name) => asked.get(name) ?? "");
    this.asked = { from, to, near: near.trim(), by };
    try {
      this.pathway ??= await Pathway.open(this.dataset.source);
    } catch {
      return this.#fault("not-loaded"); // to be tried again with the next question
    }
    this.#fillForm();
    return this.#answer();
  }

  #fillForm() {
    const { elements } = this.form;
    elements.from.value = this.pathway.place(this.asked.from) ? this.asked.from : "";
    elements.to.value = this.pathway.role(this.asked.to) ? this.asked.to : "";
    elements.near.value = this.asked.near;
  }

  #answer() {
    const { pathway } = this;
    const { from, to } = this.asked;
    const place = pathway.place(from);
    const goal = pathway.role(to);
    if (!from && !to) return this.#only();
    if (!from) return this.#fault("no-start");
    if (!place) return this.#fault("unknown-start");
    if (to && !goal) return this.#fault("unknown-role");
    if (!to) return this.#showGoals(place);
    if (place.role === goal) return this.#fault("there-already", goal);
    const journeys = plan(pathway.network, place.origins, goal.number);
    if (journeys.length) return this.#showPlan(place, goal, journeys);
    return this.#fault("no-way", goal);
  }

  #only(name) {
    for (const part of this.querySelectorAll("[data-part-of-answer]"))
      part.hidden = part.dataset.partOfAnswer !== name;
    this.#part("lists").hidden = name === "plan" || name === "goals";
  }

  // What is wrong with the question, and what to do about it.
  #fault(name, role) {
    this.#only(name);
    const part = this.querySelector(`[data-part-of-answer=${name}]`);
    const link = part.querySelector("[data-role]");
    if (link) {
      link.href = `${this.dataset.root}/roles/${role.id}/`;
      link.textContent = role.title;
    }
    this.#say(part.innerText);
  }

  #address(changes) {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...this.asked, ...changes }))
      if (value) params.set(name, value);
    return `?${params}`;
  }

  #showGoals(place) {
    const { pathway } = this;
    const found = goals(pathway.network, place.origins);
    if (!found.length) return this.#fault("no-goals", place.role);
    this.#only("goals");
    this.#part("goals-from").textContent = place.title;
    const items = found.map((legs) => {
      const role = pathway.roles[pathway.network.legs[legs.at(-1)].end];
      const { item, part } = this.#copy("goal");
      item.classList.add(`line--${role.line}`);
      part("title").textContent = role.title;
      part("title").href = this.#address({ to: role.id, by: "" });
      part("line").textContent = pathway.titleOf(role);
      part("facts").textContent = describe(pathway, legs);
      return item;
    });
    this.querySelector(".planner__goals").replaceChildren(...items);
    this.#say(`${howMany(items.length, "place")} you could go.`);
  }

  #showPlan(place, goal, journeys) {
    const { pathway } = this;
    this.#only("plan");
    const chosen = journeys.find(({ reasons }) => reasons.includes(this.asked.by)) ?? journeys[0];
    this.title = `From “${place.title}” to ${goal.title.toLowerCase()}`;
    this.querySelector("#plan-title").textContent = this.title;
    this.#showWays(journeys, chosen);
    this.#part("why").textContent = chosen.reasons
      .map((reason) => pathway.reasons[reason][1])
      .join(" ");
    const { time, needs } = pathway.totals(chosen.legs);
    this.#part("time").textContent = duration(time);
    this.#part("needs").textContent = needs.join(", ") || "None named";
    fillStops(this, pathway, place, chosen, this.asked.near);
    this.#share();
    this.#showSaved();
    this.#say(`${howMany(journeys.length, "way")} there. ${describe(pathway, chosen.legs)}.`);
  }

  #showWays(journeys, chosen) {
    const { pathway } = this;
    const items = journeys.map((journey) => {
      const { item, part } = this.#copy("way");
      const link = item.querySelector("a");
      link.href = this.#address({ by: journey.reasons[0] });
      if (journey === chosen) link.setAttribute("aria-current", "true");
      const labels = journey.reasons.map((reason) => pathway.reasons[reason][0]);
      part("reasons").textContent = labels.join(" · ");
      part("facts").textContent = describe(pathway, journey.legs);
      part("roles").textContent = pathway
        .rolesOf(journey)
        .map(({ title }) => title)
        .join(" → ");
      return item;
    });
    this.querySelector(".planner__ways").replaceChildren(...items);
  }

  #copy(name) {
    const item = this.#part(name).content.firstElementChild.cloneNode(true);
    return { item, part: (each) => item.querySelector(`[data-part=${each}]`) };
  }

  // The links of the share component were written for any plan: put this one in.
  #share() {
    const share = this.querySelector("share-links");
    share.dataset.url = location.href;
    for (const link of share.querySelectorAll("a")) {
      link.dataset.pattern ??= link.getAttribute("href");
      link.href = link.dataset.pattern
        .replace("PLAN", encodeURIComponent(this.title))
        .replace("ADDRESS", encodeURIComponent(location.href));
    }
  }

  #save() {
    const stored = keep({ address: this.#address({}), title: this.title });
    this.#showSaved();
    this.#say(stored ? "Saved on this device only." : "This browser has no room to save it.");
  }

  #showSaved() {
    const plans = kept();
    const part = this.#part("saved");
    part.hidden = !plans.length;
    const items = plans.map(({ address, title }) => {
      const { item, part: own } = this.#copy("kept");
      own("link").href = address;
      own("link").textContent = title;
      const button = own("remove");
      button.lastElementChild.textContent = title;
      button.addEventListener("click", () => {
        letGo(address);
        this.#showSaved();
        this.#say("Removed.");
        (part.hidden ? this.form.elements.from : part.querySelector("h2")).focus();
      });
      return item;
    });
    part.querySelector("ul").replaceChildren(...items);
    const here = this.asked && this.#address({});
    this.#part("save").disabled = plans.some(({ address }) => address === here);
  }

  #say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("route-planner", RoutePlanner);
