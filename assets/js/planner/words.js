// Times and counts in words.

export const howMany = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

// Months as people say them: "2 years 6 months".
function months(count) {
  if (count < 12 || (count < 24 && count % 12)) return howMany(count, "month");
  const years = howMany(Math.floor(count / 12), "year");
  return count % 12 ? `${years} ${howMany(count % 12, "month")}` : years;
}

// The time of several steps. Some have no longest time, some none at all that is known.
export function duration({ least, most, isOpen, unknown }) {
  const more = isOpen ? " or more" : "";
  const unsaid = unknown ? `, and ${howMany(unknown, "step")} of which nobody has said` : "";
  if (!most) return `${isOpen || !unknown ? "No set time" : "Not said"}${unknown ? unsaid : ""}`;
  if (least === most) return `${months(most)}${more}${unsaid}`;
  const from = least ? `${months(least)} to ` : "up to ";
  return `${from}${months(most)}${more}${unsaid}`;
}

export function describe(pathway, legs) {
  if (!legs.length) return "You can begin there straight away";
  const { time, needs } = pathway.totals(legs);
  const learning = needs.length ? howMany(needs.length, "qualification") : "no new qualification";
  return `${howMany(legs.length, "step")}, ${duration(time)}, ${learning}`;
}
