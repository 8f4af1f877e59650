// Closes a vacancy's page by itself when its moment comes, and says until then how long is left.
// The page as it was built is right for the day of the build; this is right for the minute.

import { HOUR, wordsUntil } from "../shared/days.js";

function watch(page) {
  const closes = new Date(page.dataset.closes);
  if (Number.isNaN(closes.getTime())) return;
  let timer = 0;
  // What stands inside a card on the page closes in its own time.
  const parts = (part) =>
    [...page.querySelectorAll(`[data-${part}]`)].filter(
      (each) => each.closest("[data-closes]") === page);
  const show = (part, shown) => parts(part).forEach((each) => (each.hidden = !shown));
  const tell = () => {
    clearTimeout(timer);
    const now = new Date();
    const left = closes - now;
    show("until-closing", left > 0);
    show("after-closing", left <= 0);
    show("days-left", left > 0);
    if (left <= 0) return;
    const words = wordsUntil(closes, now);
    for (const each of parts("days-left")) each.textContent = words;
    timer = setTimeout(tell, Math.min(left, HOUR));
  };
  // A tab in the background may sleep through its timer.
  document.addEventListener("visibilitychange", tell);
  tell();
}

document.querySelectorAll("[data-closes]").forEach(watch);
