// What a starter and a stayer cost, by source and in all. A number that is not known stays unknown:
// it is no nought.

export const NUMBERS = ["spend", "applicants", "interviews", "starters", "stayers_90_days"];
export const FEW = 5; // of fewer people, one more or less changes everything

// { amount } or, where there is none, { words } that say why.
export function costOf(spend, people, starters, noun) {
  if (people === 0) return { words: starters === 0 ? "no starters yet" : `no ${noun}s yet` };
  if (spend === null) return { words: "spend not filled in" };
  if (people === null) return { words: `${noun}s not filled in` };
  return { amount: spend / people };
}

function withCosts(entry) {
  const { spend, starters, stayers_90_days: stayers } = entry;
  return {
    ...entry,
    perStarter: costOf(spend, starters, starters, "starter"),
    perStayer: costOf(spend, stayers, starters, "stayer"),
  };
}

const last = (cost) => cost.amount ?? Infinity;

// Sources about which anything is known, those whose stayers cost least first.
export function compare(entries) {
  const known = entries.filter((each) => NUMBERS.some((name) => each[name] !== null)).map(withCosts);
  return known.sort((a, b) => (last(a.perStayer) - last(b.perStayer) || 0) || (last(a.perStarter) - last(b.perStarter) || 0));
}

// All sources as one: each figure counts only those sources of which all its numbers are known.
export function total(entries) {
  const knowing = (...names) => entries.filter((each) => names.every((name) => each[name] !== null));
  const sum = (rows, name) => rows.reduce((all, each) => all + (each[name] ?? 0), 0);
  const cost = (name, noun) => {
    const rows = knowing("spend", name);
    if (!rows.length) return { words: "numbers missing" };
    return { ...costOf(sum(rows, "spend"), sum(rows, name), sum(rows, "starters"), noun), left: entries.length - rows.length };
  };
  const known = knowing("starters", "stayers_90_days");
  return {
    spend: sum(entries, "spend"),
    starters: sum(entries, "starters"),
    perStarter: cost("starters", "starter"),
    perStayer: cost("stayers_90_days", "stayer"),
    known: known.length
      ? { starters: sum(known, "starters"), stayers_90_days: sum(known, "stayers_90_days") }
      : { starters: null },
  };
}
