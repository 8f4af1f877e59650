// Days and how long is left of them, in the words that portal/pages/vacancy_dates.py also uses.

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;
// Swedish dates are ISO dates: 2026-11-22. Days are London's, wherever the reader is.
const dates = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" });
export const dayNumber = (moment) => Date.parse(dates.format(moment)) / DAY;

export function wordsUntil(closes, now) {
  const days = dayNumber(closes) - dayNumber(now);
  if (days > 1) return `${days} days left`;
  return days === 1 ? "Closes tomorrow" : "Closes today";
}
