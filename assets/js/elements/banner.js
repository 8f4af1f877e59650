// Shows a banner from its moment to its moment, and lets a reader put it away until the browser is
// closed. Nothing else is kept, and nothing is sent.

import { HOUR } from "../shared/days.js";

function isAway(key) {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false; // storage is switched off: the banner comes back on the next page
  }
}

function putAway(key) {
  try {
    sessionStorage.setItem(key, "");
  } catch {
    // Away from this page is all that can be done.
  }
}

function watch(banner) {
  const from = new Date(banner.dataset.from);
  const until = new Date(banner.dataset.until);
  // A banner that comes again at another time is news again.
  const key = `banner ${banner.dataset.banner} ${banner.dataset.from}`;
  let away = isAway(key);
  let timer = 0;
  const tell = () => {
    clearTimeout(timer);
    const now = new Date();
    banner.hidden = away || now < from || now >= until;
    const next = now < from ? from - now : until - now;
    if (!away && next > 0) timer = setTimeout(tell, Math.min(next, HOUR));
  };
  const button = document.createElement("button");
  button.type = "button";
  button.className = "announcement__away";
  button.textContent = "Hide this message";
  button.addEventListener("click", () => {
    away = true;
    putAway(key);
    tell();
    document.getElementById("main").focus({ preventScroll: true });
  });
  banner.firstElementChild.append(button);
  document.addEventListener("visibilitychange", tell);
  tell();
}

document.querySelectorAll("[data-banner]").forEach(watch);
