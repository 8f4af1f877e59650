// The side of the friend: a code in the address (?ref=sam7) goes along the visit, in the links and
// in this tab, until it can be named in an application. It is told to nobody before that. Only who
// comes with a code loads this; elements/referral.js sees to it.

import { codeIn, isCode } from "./shared/referral-code.js";

const KEY = "referral";
// Where this site begins on its host, and nothing above it.
const root = new URL("./", document.querySelector("link[rel=manifest]")?.href ?? location.href);

function kept(change) {
  try {
    if (change !== undefined) sessionStorage.setItem(KEY, change);
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // then the links carry it
  }
}

const stored = kept();
let code = codeIn(location.search) || (isCode(stored) ? stored : "");

function make(name, words, className = "") {
  return Object.assign(document.createElement(name), { textContent: words, className });
}

function button(words, act) {
  const made = make("button", words, "referral__button");
  made.type = "button";
  made.addEventListener("click", () => act(made));
  return made;
}

function note(...parts) {
  const made = make("div", "", "referral");
  made.append(...parts, button("Leave the code out", forget));
  return made;
}

function ours(address) {
  const url = new URL(address, location.href);
  return url.origin === location.origin && url.pathname.startsWith(root.pathname) ? url : null;
}

// Last, when no script of the page has taken the click for itself.
function carry(event) {
  const link = event.target.closest?.("a[href]");
  const url = link && code && !event.defaultPrevented && !link.download && ours(link.href);
  if (!url || url.pathname + url.search === location.pathname + location.search) return;
  url.searchParams.set("ref", code);
  link.href = url.href;
}

function carryForm(event) {
  const form = event.target;
  if (!code || event.defaultPrevented || form.method !== "get" || form.elements.ref || !ours(form.action)) return;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "ref", value: code }));
}

function greet() {
  const more = make("a", "What this means");
  more.href = `${root.pathname}refer-a-friend/#for-friends`;
  const words = make("p", "A friend who works in care thought of you. ");
  words.prepend(make("strong", "Hello! "));
  words.append(more);
  const greeting = note(words);
  greeting.setAttribute("role", "status");
  greeting.classList.add("referral--greeting");
  document.querySelector("main").before(greeting);
}

async function copy(pressed) {
  try {
    await navigator.clipboard.writeText(code);
    pressed.textContent = "Copied";
  } catch {
    pressed.textContent = "Please copy it by hand";
  }
}

// Each way to apply names the code, where it can; `links` keeps what to put back.
const links = [];

function apply(panel) {
  const words = make("p", "Your friend’s code is ");
  words.append(make("strong", code), ". Give it when you apply, if you like.");
  const copied = button("Copy the code", copy);
  copied.setAttribute("aria-live", "polite");
  panel.append(note(words, copied));
  for (const link of document.querySelectorAll(".apply a[href], .apply-steps a[href]")) {
    const { href } = link;
    const name = link.dataset.ref; // what the provider's own form calls the code
    if (href.startsWith("mailto:"))
      link.href = `${href}${href.includes("?") ? "&" : "?"}body=${encodeURIComponent(`A friend told me about this job. Their code is ${code}.`)}`;
    else if (name) {
      const url = new URL(href);
      url.searchParams.set(name, code);
      link.href = url.href;
    } else continue;
    links.push([link, href]);
  }
}

function forget() {
  code = "";
  kept("");
  for (const [link, href] of links) link.href = href;
  document.querySelectorAll(".referral").forEach((each) => each.remove());
  for (const link of document.links) {
    const url = ours(link.href);
    if (url?.searchParams.has("ref")) {
      url.searchParams.delete("ref");
      link.href = url.href;
    }
  }
  const url = new URL(location.href);
  url.searchParams.delete("ref");
  history.replaceState(history.state, "", url);
  document.querySelector("main").focus();
}

if (code) {
  // Where nothing can be kept, whoever comes from a page of ours was greeted there.
  const isNew = code !== stored && !document.referrer.startsWith(root.href);
  kept(code);
  for (const event of ["click", "auxclick", "contextmenu"]) document.addEventListener(event, carry);
  document.addEventListener("submit", carryForm);
  if (isNew) greet();
  const panel = document.querySelector(".apply");
  if (panel) apply(panel);
}
