// Shows what meets one need, or has one price. What is chosen is in the page's address, so that it
// can be sent to somebody.

class ResourceFinder extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.none = this.querySelector("[data-none]");
    this.status = this.querySelector("[role=status]");
    this.groups = [...this.querySelectorAll("[data-group]")];
    const { need, charge } = this.form.elements;
    this.fields = [need, charge];
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", () => this.#change());
    this.none.querySelector("[data-clear]").addEventListener("click", () => {
      for (const field of this.fields) field.value = "";
      this.#change();
      need.focus();
    });
    addEventListener("popstate", () => this.#restore());
    this.#restore();
  }

  #restore() {
    const params = new URLSearchParams(location.search);
    for (const field of this.fields) {
      field.value = params.get(field.name) ?? "";
      // An address that somebody typed wrongly chooses nothing.
      if (field.selectedIndex < 0) field.value = "";
    }
    this.#show();
  }

  #change() {
    const chosen = this.fields.filter(({ value }) => value).map(({ name, value }) => [name, value]);
    const query = new URLSearchParams(chosen).toString();
    history.replaceState(null, "", location.pathname + (query && `?${query}`));
    this.#show();
  }

  #show() {
    const [need, charge] = this.fields.map(({ value }) => value);
    const shown = new Set();
    for (const group of this.groups) {
      const wanted = !need || group.dataset.group === need;
      let any = false;
      for (const item of group.querySelectorAll("[data-resource]")) {
        const fits = wanted && (!charge || item.dataset.charge === charge);
        item.hidden = !fits;
        any ||= fits;
        if (fits) shown.add(item.dataset.resource);
      }
      group.hidden = !any;
    }
    this.none.hidden = shown.size > 0;
    this.status.textContent = shown.size === 1 ? "1 resource" : `${shown.size} resources`;
  }
}

customElements.define("resource-finder", ResourceFinder);
