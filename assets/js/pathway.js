// Lets a finger do on the map what pointing does: the first tap shows the ways, the second one opens
// the page. And opens the line of the list that an address leads to.

class PathwayMap extends HTMLElement {
  connectedCallback() {
    this.said = this.querySelector("[role=status]");
    this.addEventListener("pointerdown", (event) => (this.finger = event.pointerType === "touch"));
    this.addEventListener("click", (event) => this.tap(event));
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.light(null);
    });
  }

  tap(event) {
    const stop = event.target.closest(".map__stop");
    const again = stop?.classList.contains("map__stop--lit");
    if (!this.finger || again) return;
    if (stop) event.preventDefault();
    this.light(stop);
  }

  light(stop) {
    this.querySelector(".map__stop--lit")?.classList.remove("map__stop--lit");
    stop?.classList.add("map__stop--lit");
    const label = stop?.querySelector("a").getAttribute("aria-label");
    this.said.textContent = label ? `${label}. ${this.dataset.again}` : "";
  }
}

customElements.define("pathway-map", PathwayMap);

const openLine = () => {
  const line = document.getElementById(location.hash.slice(1))?.querySelector(".stops__line");
  if (line) line.open = true;
};
addEventListener("hashchange", openLine);
openLine();
