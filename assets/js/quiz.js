// The quiz: all questions on one page, answers in the page's address and nowhere else, so that a
// result can be kept and shared, and the back button undoes it.

import { listWords, makeCard } from "./quiz/cards.js";
import { matchRoles } from "./quiz/scoring.js";

const UNSURE = "unsure";
const REASONS = 3;

class RoleQuiz extends HTMLElement {
  connectedCallback() {
    const part = (name) => this.querySelector(`[data-${name}]`);
    const names = "result said nothing matches compare asking changing errors odd failed print";
    this.parts = Object.fromEntries(names.split(" ").map((name) => [name, part(name)]));
    this.heading = this.querySelector("#quiz-result");
    this.title = document.title;
    this.form = this.querySelector("form");
    this.questions = [...this.querySelectorAll("fieldset")];
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.form.addEventListener("focusin", () => this.#load().catch(() => {}), { once: true });
    this.parts.print.addEventListener("click", () => print());
    addEventListener("popstate", () => this.#restore());
    this.#restore();
  }

  // The rules and roles, asked for once; after a failure the next try asks again.
  #load() {
    this.loading ??= fetch(this.dataset.source)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .catch((error) => {
        this.loading = undefined;
        throw error;
      });
    return this.loading;
  }

  get #answers() {
    return Object.fromEntries(new FormData(this.form));
  }

  get #missing() {
    const answers = this.#answers;
    return this.questions.filter(({ dataset }) => !answers[dataset.question]);
  }

  #submit() {
    const missing = this.#missing;
    if (missing.length) {
      this.#complain(missing);
      return;
    }
    const address = `${location.pathname}?${new URLSearchParams(this.#answers)}`;
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
    this.#show();
  }

  // Fill the form from the address; a link with answers leads to its result, or to what is amiss.
  #restore() {
    const params = new URLSearchParams(location.search);
    let isAsked = false;
    let isOdd = false;
    for (const { dataset } of this.questions) {
      const value = params.get(dataset.question);
      const radios = [...this.form.querySelectorAll(`input[name="${dataset.question}"]`)];
      for (const radio of radios) radio.checked = radio.value === value;
      isAsked ||= value !== null;
      isOdd ||= value !== null && !radios.some(({ checked }) => checked);
    }
    this.#complain([]);
    this.#reveal(false);
    const missing = this.#missing;
    if (isAsked && missing.length) this.#complain(missing, isOdd);
    else if (isAsked) this.#show();
  }

  #complain(missing, isOdd = false) {
    const { errors, odd } = this.parts;
    for (const question of this.questions) {
      const isMissing = missing.includes(question);
      const error = question.querySelector(".quiz__error");
      error.hidden = !isMissing;
      if (isMissing) question.setAttribute("aria-describedby", error.id);
      else question.removeAttribute("aria-describedby");
    }
    odd.hidden = !isOdd;
    errors.querySelector("ul").replaceChildren(
      ...missing.map((question) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const first = question.querySelector("input");
        first.id ||= `${question.id}-first`;
        link.href = `#${first.id}`;
        link.textContent = textOf(question);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          question.scrollIntoView();
          first.focus({ preventScroll: true });
        });
        item.append(link);
        return item;
      }),
    );
    errors.hidden = !missing.length;
    if (missing.length) errors.focus();
  }

  #reveal(isResult) {
    const { result, asking, changing, failed } = this.parts;
    result.hidden = !isResult;
    asking.hidden = isResult;
    changing.hidden = !isResult;
    failed.hidden = true;
    document.title = isResult ? `${this.heading.textContent}: ${this.title}` : this.title;
  }

  async #show() {
    this.#complain([]);
    const answers = this.#answers;
    try {
      const { rules, roles } = await this.#load();
      const matches = matchRoles(rules, answers).filter(({ role }) => role in roles);
      this.#fill(matches, roles, answers);
    } catch (error) {
      this.#reveal(false);
      this.parts.failed.hidden = false;
      console.warn(error);
    }
  }

  #fill(matches, roles, answers) {
    const { matches: list, nothing, compare, said } = this.parts;
    const template = this.querySelector("template");
    const words = new Map(this.questions.map((each) => [each.dataset.question, saidTo(each)]));
    list.replaceChildren(
      ...matches.map(({ role, rules }) =>
        makeCard(template, roles[role], rules.slice(0, REASONS).map((rule) => reason(rule, words))),
      ),
    );
    said.replaceChildren(...this.questions.map((each) => saidRow(each, answers)));
    nothing.hidden = matches.length > 0;
    compare.hidden = matches.length < 2;
    const link = compare.querySelector("a");
    link.search = `?roles=${matches.map(({ role }) => role).join(",")}`;
    this.heading.textContent = matches.length ? "Roles that may suit you" : "We cannot tell yet";
    this.#reveal(true);
    this.heading.focus();
  }
}

const textOf = (question) => question.querySelector("[data-text]").textContent;
const saidTo = (question) =>
  question.querySelector("input:checked")?.closest("label").innerText.trim() ?? "";

function reason(rule, words) {
  const said = [...words].filter(([id]) => id in rule.when).map(([, text]) => `“${text}”`);
  return `You said ${listWords(said)}. That tells us that ${rule.because}.`;
}

function saidRow(question, answers) {
  const row = document.createElement("div");
  const label = document.createElement("dt");
  const value = document.createElement("dd");
  row.className = "quiz-said__row";
  label.textContent = textOf(question);
  value.textContent = saidTo(question);
  if (answers[question.dataset.question] === UNSURE) value.className = "muted";
  row.append(label, value);
  return row;
}

customElements.define("role-quiz", RoleQuiz);
