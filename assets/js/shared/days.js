// Days and how long is left of them, in the words that portal/pages/vacancy_dates.py also uses.

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;
// Swedish dates are ISO dates: 2026-11-22. Days are London's, wherever the reader is.
const zone = { timeZone: "Europe/London" };
const dates = new Intl.DateTimeFormat("sv-SE", zone);
export const dayNumber = (moment) => Date.parse(dates.format(moment)) / DAY;

// The time by London's clocks with how far it is from Greenwich: 2026-07-01T12:00:00+01:00.
const clocks = new Intl.DateTimeFormat("sv-SE", { ...zone, dateStyle: "short", timeStyle: "medium" });
export function londonMoment(moment) {
  const local = clocks.format(moment).replace(" ", "T");
  return `${local}+0${(Date.parse(`${local}Z`) - moment) / HOUR}:00`;
}

export function wordsUntil(closes, now) {
  const days = dayNumber(closes) - dayNumber(now);
  if (days > 1) return `${days} days left`;
  return days === 1 ? "Closes tomorrow" : "Closes today";
}
