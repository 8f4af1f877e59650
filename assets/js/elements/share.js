// Adds what links cannot do: copy the page's address, and hand it to the device's own sharing.

class ShareLinks extends HTMLElement {
  connectedCallback() {
    const url = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
    const data = { title: document.querySelector("h1")?.textContent ?? document.title, url };
    if (navigator.clipboard) this.offer("[data-copy]", () => this.copy(url));
    // A device may have sharing, and yet not for this.
    if (navigator.canShare?.(data)) this.offer("[data-share]", () => navigator.share(data).catch(() => {}));
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
