// Says how complete an advert is, by what somebody ticks. The same sum as at the build: what does
// not belong to a job is not asked of it.

class AdvertScore extends HTMLElement {
  connectedCallback() {
    this.items = [...this.querySelectorAll("[data-asked]")].map((item) => {
      const tick = item.querySelector("input");
      return { item, tick, of: item.dataset.asked, weight: Number(tick.dataset.weight) };
    });
    this.kinds = [...this.querySelectorAll("[data-kind]")];
    this.result = this.querySelector("[data-result]");
    for (const tool of this.querySelectorAll("[data-tool]")) tool.hidden = false;
    this.addEventListener("change", () => this.#show());
    this.#show();
  }

  #asks(of) {
    const { visits, drives, unpaid } = Object.fromEntries(
      this.kinds.map((each) => [each.dataset.kind, each.checked]),
    );
    if (of === "paid") return !unpaid;
    if (of === "visits") return visits && !unpaid;
    if (of === "drives") return visits || drives;
    return true;
  }

  #show() {
    let whole = 0;
    let said = 0;
    const missing = [];
    for (const { item, tick, of, weight } of this.items) {
      item.hidden = !this.#asks(of);
      if (item.hidden) continue;
      whole += weight;
      if (tick.checked) said += weight;
      else missing.push(tick.dataset.name);
    }
    const score = Math.round((100 * said) / whole);
    const next = missing.length
      ? `Add next: ${missing.slice(0, 2).join(" and ")}.`
      : "It answers everything that people ask first.";
    this.result.textContent = `Your advert says ${score} of 100. ${next}`;
  }
}

customElements.define("advert-score", AdvertScore);
