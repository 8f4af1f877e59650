import { read } from "../shared/saved.js";

// Beside lists: how many there are, behind the link to them.
class SavedLink extends HTMLElement {
  connectedCallback() {
    addEventListener("storage", () => this.show());
    addEventListener("pageshow", () => this.show()); // also when somebody comes back to it
    this.show();
  }

  show() {
    const count = read().length;
    this.querySelector("[data-number]").textContent = count ? ` (${count})` : "";
  }
}

customElements.define("saved-link", SavedLink);
