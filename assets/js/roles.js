// Finds roles in the list that is there: by words, and by what fits a life. What is chosen is in
// the page's address, so it can be shared.

const TYPING = 500; // milliseconds of quiet before the count is spoken

const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

class RoleList extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.form.elements.text;
    this.ticks = [...this.form.querySelectorAll("[name=only]")];
    this.groups = [...this.querySelectorAll("[data-group]")];
    this.status = this.querySelector("[role=status]");
    this.none = this.querySelector("[data-none]");
    this.roles = [...this.querySelectorAll("[data-traits]")].map((item) => ({
      item,
      words: fold(item.textContent),
      traits: item.dataset.traits.split(" "),
    }));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", () => this.#change());
    this.none.querySelector("[data-clear]").addEventListener("click", () => {
      this.text.value = "";
      for (const tick of this.ticks) tick.checked = false;
      this.#change();
      this.text.focus();
    });
    addEventListener("popstate", () => this.#restore());
    this.#restore();
  }

  #restore() {
    const params = new URLSearchParams(location.search);
    this.text.value = params.get("text") ?? "";
    const only = params.getAll("only");
    for (const tick of this.ticks) tick.checked = only.includes(tick.value);
    this.#show();
  }

  #change() {
    const params = new URLSearchParams();
    const text = this.text.value.trim();
    if (text) params.set("text", text);
    for (const { value } of this.ticks.filter(({ checked }) => checked)) params.append("only", value);
    const query = params.toString();
    history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
    this.#show();
  }

  #show() {
    const wanted = fold(this.text.value).split(/\s+/).filter(Boolean);
    const only = this.ticks.filter(({ checked }) => checked).map(({ value }) => value);
    let count = 0;
    for (const { item, words, traits } of this.roles) {
      const fits =
        wanted.every((word) => words.includes(word)) && only.every((each) => traits.includes(each));
      item.hidden = !fits;
      count += fits;
    }
    for (const group of this.groups) {
      group.hidden = !group.querySelector("[data-traits]:not([hidden])");
      this.querySelector(`a[href="#${group.id}"]`)?.closest("li").toggleAttribute("hidden", group.hidden);
    }
    this.none.hidden = count > 0;
    const all = this.roles.length;
    clearTimeout(this.speaking);
    const words = count === all ? `${all} roles` : `${count} of ${all} roles`;
    if (this.status.textContent !== words)
      this.speaking = setTimeout(() => {
        this.status.textContent = words;
      }, TYPING);
  }
}

customElements.define("role-list", RoleList);
