// Makes somebody's own link, messages, QR code and card, in this browser. Nothing is sent, and
// nothing is kept: whoever opens the page again types the code again.

import { codeProblem, pathOf } from "./referral/checking.js";
import { qrDrawing, qrRows } from "./referral/qr.js";
import { readPage, wordsOf } from "./shared/reading.js";

const NO_PAGE = "This is no page of this site. Copy the whole address of a vacancy or another page here.";
const GONE = {
  missing: "There is no such page, or no longer. Open the page that you mean, and copy its address anew.",
  closed: "This has closed, so your friend could not do anything there. Choose another page.",
};

function savedVacancies(root) {
  try {
    const found = JSON.parse(localStorage.getItem("saved-vacancies") ?? "[]");
    return found.filter((each) => typeof each?.title === "string" && pathOf(each.url ?? "", root));
  } catch {
    return [];
  }
}

class MakeLink extends HTMLElement {
  connectedCallback() {
    this.root = `${this.dataset.root}/`;
    this.form = this.querySelector("form");
    this.result = this.querySelector("[data-result]");
    this.fields = this.form.elements;
    this.form.noValidate = true;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#make();
    });
    this.message = this.querySelector("textarea");
    this.message.addEventListener("input", () => this.#write());
    this.#offerSaved();
    this.#choosePage();
    this.#offerCopies();
    this.#offerCard();
  }

  #offerSaved() {
    const saved = savedVacancies(this.root);
    if (!saved.length) return;
    const group = Object.assign(document.createElement("optgroup"), { label: "Vacancies you saved" });
    group.append(...saved.map(({ title, url }) => new Option(title, url)));
    this.fields.to.append(group);
  }

  // Where a page of the site sent them: a link to that page.
  #choosePage() {
    const asked = pathOf(new URLSearchParams(location.search).get("page") ?? "", "/");
    if (!asked) return;
    const path = asked.startsWith(this.root) ? asked : this.root + asked.slice(1);
    const option = [...this.fields.to.options].find(({ value }) => value === path);
    if (option) option.selected = true;
    else this.fields.address.value = location.origin + path;
  }

  #offerCopies() {
    for (const button of this.querySelectorAll("[data-copies]"))
      button.addEventListener("click", () => this.#copy(this.fieldsOf(button.dataset.copies)));
    const share = this.querySelector("[data-shares]");
    share.hidden = !navigator.share;
    share.addEventListener("click", () =>
      navigator.share({ text: this.message.value }).catch(() => {}));
  }

  #offerCard() {
    const dialog = this.querySelector("dialog");
    this.querySelector("[data-shows]").addEventListener("click", () => dialog.showModal());
    const { dataset } = document.documentElement;
    this.querySelector("[data-prints]").addEventListener("click", () => {
      dataset.print = "card";
      print();
    });
    addEventListener("afterprint", () => delete dataset.print);
  }

  fieldsOf(name) {
    return this.querySelector(`[data-field="${name}"]`);
  }

  async #copy(field) {
    const said = this.querySelector("[data-said]");
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied.";
    } catch {
      field.select();
      said.textContent = "The browser did not let us copy. It is marked now: copy it by hand.";
    }
  }

  async #make() {
    const code = this.fields.ref.value.trim();
    const address = this.fields.address.value.trim();
    const path = address ? pathOf(address, this.root) : this.fields.to.value;
    const problems = [["ref", codeProblem(code)], ["address", path ? "" : NO_PAGE]];
    let title = path === this.root ? "" : this.fields.to.selectedOptions[0].text;
    if (address && !problems.some(([, words]) => words)) {
      const turn = (this.turn = {});
      const { page, problem } = await readPage(path);
      if (turn !== this.turn) return; // the button was pressed again
      problems[1][1] = GONE[problem] ?? "";
      title = wordsOf(page?.querySelector("main h1"));
    }
    for (const [name, words] of problems) this.#tell(name, words);
    const [wrong] = problems.find(([, words]) => words) ?? [];
    this.result.hidden = Boolean(wrong);
    if (wrong) this.fields[wrong].focus();
    else this.#show(code.toLowerCase(), path, title);
  }

  #tell(name, words) {
    const place = this.querySelector(`#${name}-problem`);
    place.textContent = words && `Mistake: ${words}`;
    this.fields[name].setAttribute("aria-invalid", String(Boolean(words)));
  }

  #show(code, path, title) {
    const link = `${location.origin}${path}?ref=${code}`;
    this.link = link;
    this.subject = title || "Work in care near us";
    this.fieldsOf("link").value = link;
    this.message.value = `I thought of you when I saw this${title ? `: ${title}` : ""}. ` +
      `It is paid work in care, near us. No pressure, just have a look: ${link}`;
    this.#draw(code, title || "Jobs in care near us");
    this.#write();
    this.result.hidden = false;
    this.result.querySelector("h3").focus();
  }

  #write() {
    const text = encodeURIComponent(this.message.value);
    const addresses = {
      whatsapp: `https://wa.me/?text=${text}`,
      sms: `sms:?&body=${text}`,
      email: `mailto:?subject=${encodeURIComponent(this.subject)}&body=${text}`,
      facebook: `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(this.link)}`,
    };
    for (const [name, address] of Object.entries(addresses))
      this.querySelector(`[data-way="${name}"]`).href = address;
  }

  #draw(code, title) {
    const rows = qrRows(this.link);
    for (const card of this.querySelectorAll("[data-card]")) {
      const part = (name) => card.querySelector(`[data-part="${name}"]`);
      part("title").textContent = title;
      part("code").textContent = code;
      part("address").textContent = this.link.replace(/^https?:\/\//, "");
      // A very long address has no code: the words on the card are enough then.
      part("qr").replaceChildren(...(rows ? [qrDrawing(rows, `QR code of ${this.link}`)] : []));
    }
  }
}

customElements.define("make-link", MakeLink);
