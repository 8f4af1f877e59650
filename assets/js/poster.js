// Makes a poster and cards of a page of this site: reads the page, and puts its words and the code
// of its address in place of those of the whole site. The address has all that was chosen:
// `?of=/roles/nurse/&size=a5`.

import { qrDrawing, qrRows } from "./referral/qr.js";
import { readPage, wordsOf } from "./shared/reading.js";

const KINDS = [
  ["/vacancies/", "A job in care"],
  ["/roles/", "A role in care"],
  ["/case-studies/", "A story from care"],
  ["/refer-a-friend/", "Refer a friend"],
  ["/events/", "An event about work in care"],
  ["/providers/", "An employer in care"],
];
const LENGTHS = [[22, "short"], [48, "medium"], [90, "long"]]; // as in portal/pages/poster.py
const LABELS = { where: "Where", pay: "Pay", hours: "Hours", closes: "Apply by" };
const MOST_FACTS = 4;
const SMALLEST = 0.4; // of the usual size of letters
const WHOLE_WORDS = 0.7; // no smaller than this for the sake of a word

const readable = (url) => url.replace(/^\w+:\/\/(www\.)?/, "").replace(/\/$/, "");

// The address of a page of this site, below its root; null for all that is not one.
function ours(text, root) {
  try {
    const url = new URL(text, location.origin);
    const below = url.pathname.slice(root.length);
    const isOurs = url.origin === location.origin && url.pathname.startsWith(`${root}/`);
    return isOurs && text.startsWith("/") ? below : null;
  } catch {
    return null;
  }
}

// An address that may be broken after a slash.
function breakable(address) {
  return address.match(/[^/]*\/|[^/]+$/g).flatMap((part) => [part, document.createElement("wbr")]);
}

function factsOf(main) {
  if (main.querySelector("[data-poster-by]")) return []; // what somebody said stands for itself
  const marked = [...main.querySelectorAll("[data-keep], [data-on-poster]")].map((each) =>
    [LABELS[each.dataset.keep] ?? each.dataset.onPoster, wordsOf(each)]);
  const list = main.querySelector("[data-poster-facts]");
  const chosen = list?.dataset.posterFacts.split(", ");
  const listed = [...(list ?? main).querySelectorAll(".facts-list__row")]
    .map((row) => [wordsOf(row.querySelector("dt")), wordsOf(row.querySelector("dd"))])
    .filter(([label]) => chosen?.includes(label) ?? !marked.length);
  return [...marked, ...listed]
    .filter(([label, value]) => label && value && !/not stated|no end date/i.test(value))
    .slice(0, MOST_FACTS);
}

// What a poster says of a page.
function posterOf(page, below) {
  const main = page.querySelector("main");
  const address = page.querySelector('link[rel="canonical"]').href;
  return {
    kind: KINDS.find(([start]) => below.startsWith(start))?.[1] ?? "Work in social care",
    title: wordsOf(main.querySelector("h1")),
    lead: wordsOf(main.querySelector("[data-poster-lead], .page-heading__lead")),
    by: wordsOf(main.querySelector("[data-poster-by]")),
    facts: factsOf(main),
    address,
    isExample: Boolean(page.querySelector(".example-notice")),
  };
}

class PosterMaker extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.querySelector("[data-without-scripts]").hidden = true;
    const button = this.querySelector("[data-print]");
    button.addEventListener("click", () => print());
    button.hidden = false;
    this.form.addEventListener("change", () => this.#keepSize());
    const asked = new URLSearchParams(location.search);
    const size = [...this.form.elements.size].find(({ value }) => value === asked.get("size"));
    if (size) size.checked = true;
    this.#fit();
    addEventListener("resize", () => this.#fit());
    if (asked.has("of")) this.#make(asked.get("of"));
    else this.dataset.ready = "";
  }

  #keepSize() {
    const asked = new URLSearchParams(location.search);
    asked.set("size", this.form.elements.size.value);
    history.replaceState(null, "", `?${asked}`);
    this.#fit();
  }

  // Makes letters smaller until the words have room. Sizes are shares of the paper's width, so what
  // has room on the screen has it in print. A word of the title that is still too wide is broken.
  #fit() {
    for (const [name, box] of [[".poster", ".poster__way"], [".cards", ".business-card__words"]]) {
      const paper = this.querySelector(name);
      const place = paper.querySelector(box);
      const title = paper.querySelector("[data-part=title]");
      const isFull = () => place.scrollHeight > place.clientHeight + 1;
      const isWide = () => title.scrollWidth > title.clientWidth + 1;
      const shrink = (least, isTooLarge) => {
        let fit = 1;
        do paper.style.setProperty("--fit", fit);
        while (isTooLarge() && (fit = Math.round(fit * 100 - 3) / 100) > least);
      };
      paper.toggleAttribute("data-breaks", false);
      shrink(WHOLE_WORDS, () => isFull() || isWide());
      paper.toggleAttribute("data-breaks", isWide());
      if (isFull() || isWide()) shrink(SMALLEST, isFull);
    }
  }

  async #make(of) {
    const { root } = this.dataset;
    const below = ours(of, root);
    const problem = below === null ? "missing" : await this.#read(root + below, below);
    if (problem) this.#tell(problem);
    this.dataset.ready = "";
  }

  // Fills the poster; returns why not, where it could not.
  async #read(address, below) {
    const { page, problem } = await readPage(address);
    return problem ?? this.#fill(posterOf(page, below), address);
  }

  #fill(poster, address) {
    const rows = qrRows(poster.address);
    if (!rows) return "missing";
    const { root, shorts } = this.dataset;
    const short = JSON.parse(shorts)[new URL(poster.address).pathname.slice(root.length)];
    const words = { ...poster, address: short ?? readable(poster.address) };
    for (const part of this.querySelectorAll("[data-part]")) {
      const { part: name } = part.dataset;
      if (name === "code") part.replaceChildren(qrDrawing(rows, `Code of ${words.address}`));
      else if (name === "facts") part.replaceChildren(...poster.facts.map((fact) => this.#stop(fact)));
      else if (name === "example") part.hidden = !poster.isExample;
      else if (name === "address") part.replaceChildren(...breakable(words.address));
      else part.textContent = words[name];
    }
    this.querySelector(".poster").dataset.length =
      LENGTHS.find(([most]) => poster.title.length <= most)?.[1] ?? "longest";
    const link = this.querySelector("[data-of] a");
    link.href = address;
    link.textContent = poster.title;
    this.querySelector("[data-of]").hidden = false;
    document.title = `Poster: ${poster.title}`;
    if (poster.isExample) this.#tell("example");
    this.#fit();
    return "";
  }

  #stop([label, value]) {
    const stop = this.querySelector("template").content.cloneNode(true);
    stop.querySelector("span").textContent = label;
    stop.querySelector("strong").textContent = value;
    return stop;
  }

  #tell(problem) {
    this.querySelector(`[data-problem="${problem}"]`).hidden = false;
  }
}

customElements.define("poster-maker", PosterMaker);
