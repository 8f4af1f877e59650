// Adds what links cannot do: copy the page's address, and hand it to the device's own sharing.
// Where a page has many states, `data-url` is the address of the one that is shown.

class ShareLinks extends HTMLElement {
  connectedCallback() {
    const poster = this.querySelector("[data-to-poster]");
    if (poster) poster.search = `?of=${location.pathname}`;
    if (navigator.clipboard) this.offer("[data-copy]", () => this.copy(this.data.url));
    // A device may have sharing, and yet not for this.
    if (navigator.canShare?.(this.data))
      this.offer("[data-share]", () => navigator.share(this.data).catch(() => {}));
  }

  get data() {
    const canonical = document.querySelector('link[rel="canonical"]')?.href;
    return {
      title: document.querySelector("h1")?.textContent ?? document.title,
      url: this.dataset.url ?? canonical ?? location.href,
    };
  }

  offer(selector, act) {
    const button = this.querySelector(selector);
    if (!button) return;
    button.addEventListener("click", act);
    button.closest("[hidden]")?.removeAttribute("hidden");
  }

  async copy(url) {
    const said = this.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(url);
      said.textContent = "The link is copied.";
    } catch {
      said.textContent = `The browser did not let us copy. The link is ${url}`;
    }
  }
}

customElements.define("share-links", ShareLinks);
