// The index of the site: which entries say which words, and how much each says about them.

import { fold } from "../finder/places.js";

const FIELDS = [
  ["title", 10],
  ["also", 8],
  ["summary", 3],
];
const BODY = 1;
const WHOLE = 20; // for a title, or another name, that is just what was looked for
const MEANT = 0.5; // for another word for the same thing
const BEGINNING = 0.6;
const CLOSE = 0.4;
const BESIDE = 0.2; // for a word around the thing itself
const MOST_WORDS = 12;
// What people say around the thing itself: it helps to order results, and is not asked of them.
const AROUND = new Set(
  "near nearby me us get got getting want wanted need find finding look looking like become be job jobs work working much many local area year years".split(" "),
);

const wordsOf = (text) => fold(text).trim().split(" ").filter(Boolean);

// What a word is without its ending, so that nurses finds nurse, and driving finds drive.
function stem(word) {
  const endings = [[/ies$/, "y", 5], [/(ing|ed)$/, "", 6], [/([^s])s$/, "$1", 4]];
  for (const [ending, instead, least] of endings)
    if (word.length >= least && ending.test(word)) return word.replace(ending, instead);
  return word;
}

// How many letters of a word may be wrong: short words are too much like each other.
const slips = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

// Whether so few letters are missing, wrong, too many or swapped (Damerau and Levenshtein).
export function isClose(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return false;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const line = [i];
    for (let j = 1; j <= other.length; j++) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      line[j] = Math.min(last[j] + 1, line[j - 1] + 1, last[j - 1] + wrong);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        line[j] = Math.min(line[j], before[j - 2] + 1);
    }
    if (Math.min(...line) > most) return false;
    [before, last] = [last, line];
  }
  return last[other.length] <= most;
}

export class SearchIndex {
  static async open(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return new SearchIndex(await answer.json());
  }

  constructor({ kinds, entries, stop, synonyms, words }) {
    this.kinds = kinds;
    this.stop = new Set(stop.split(" "));
    this.entries = entries.map(([kind, title, url, summary, also, vacancies, example]) => ({
      kind,
      title,
      url,
      summary,
      also,
      vacancies,
      example,
    }));
    this.synonyms = synonyms.map((group) => group.map((phrase) => wordsOf(phrase)));
    this.words = new Map(); // by word, how much each entry says of it
    for (const line of words ? words.split("\n") : []) {
      const [word, ...steps] = line.split(" ");
      let number = 0;
      for (const step of steps) this.#add(word, (number += parseInt(step, 36)), BODY);
    }
    this.entries.forEach((entry, number) => {
      for (const [field, weight] of FIELDS)
        for (const word of this.#worth(wordsOf(entry[field]))) this.#add(word, number, weight);
    });
  }

  #worth(words) {
    return words.filter((word) => word.length > 1 && !this.stop.has(word));
  }

  #add(word, number, weight) {
    const entries = this.words.get(word) ?? new Map();
    entries.set(number, Math.max(entries.get(number) ?? 0, weight));
    this.words.set(word, entries);
  }

  // The entries that say all of the words, best first; where none does, those that say some.
  // `close` are words that were taken for misspelt ones.
  search(text) {
    const close = new Set();
    const terms = this.#terms(text);
    const scores = terms.map(({ alternatives }) => {
      const term = new Map();
      for (const { words, factor } of alternatives) {
        for (const [number, score] of this.#all(words, factor === 1 ? close : undefined)) {
          term.set(number, Math.max(term.get(number) ?? 0, score * factor));
        }
      }
      return term;
    });
    const sums = new Map();
    scores.forEach((term, place) => {
      for (const [number, score] of term) {
        const sum = sums.get(number) ?? { hits: 0, score: 0 };
        const { asked } = terms[place];
        const more = asked ? score : score * BESIDE;
        sums.set(number, { hits: sum.hits + asked, score: sum.score + more });
      }
    });
    const asked = terms.reduce((total, term) => total + term.asked, 0);
    const most = Math.max(0, ...[...sums.values()].map(({ hits }) => hits));
    const wanted = fold(text);
    const rank = ([number, { score }]) => {
      const { title, also } = this.entries[number];
      const names = [title, ...also.split(", ")].map(fold);
      return score + (names.includes(wanted) ? WHOLE : 0) + (names[0].startsWith(wanted) ? 5 : 0);
    };
    const found = [...sums]
      .filter(([, { hits }]) => hits && hits === most)
      .map((each) => [rank(each), each[0]])
      .sort(([a, first], [b, second]) => b - a || first - second)
      .map(([, number]) => this.entries[number]);
    return { found, close: [...close], some: found.length > 0 && most < asked };
  }

  // What to mark in results: beginnings of words.
  marks(text, close) {
    return [...this.#worth(wordsOf(text)).map(stem), ...close];
  }

  // Each word that was typed, or phrase, with what else means the same. `asked` is 1 where an entry
  // must say it, and 0 for words around it.
  #terms(text) {
    const typed = wordsOf(text).slice(0, MOST_WORDS);
    const unknown = typed.map((word) => slips(word) && !this.#entriesOf(word).size);
    const terms = [];
    for (let place = 0; place < typed.length; ) {
      const [phrase, groups] = this.#phrase(typed, unknown, place);
      const words = phrase ? typed.slice(place, place + phrase.length) : [typed[place]];
      if (phrase || this.#worth(words).length) {
        const others = groups.flat().filter((each) => each.join(" ") !== words.join(" "));
        const meant = others.map((each) => ({ words: each, factor: MEANT }));
        const asked = words.every((word) => AROUND.has(word)) ? 0 : 1;
        terms.push({ asked, alternatives: [{ words, factor: 1 }, ...meant] });
      }
      place += words.length;
    }
    // Somebody who types only such words, or only small ones, means them.
    if (!terms.length)
      return typed.map((word) => ({ asked: 1, alternatives: [{ words: [word], factor: 1 }] }));
    if (!terms.some(({ asked }) => asked)) for (const term of terms) term.asked = 1;
    return terms;
  }

  // The longest phrase at a place that has synonyms, and their groups: with any ending, and with
  // slips of the finger in words that are nowhere on the site.
  #phrase(typed, unknown, place) {
    const isSame = (word, at) =>
      at < typed.length &&
      (stem(typed[at]) === stem(word) || (unknown[at] && isClose(typed[at], word, slips(word))));
    let longest;
    let groups = [];
    for (const group of this.synonyms) {
      for (const words of group) {
        if (!words.every((word, next) => isSame(word, place + next))) continue;
        if (!longest || words.length > longest.length) [longest, groups] = [words, []];
        if (words.length === longest.length && !groups.includes(group)) groups.push(group);
      }
    }
    return [longest, groups];
  }

  // The entries that say all of some words, with the mean of what they say.
  #all(words, close) {
    const looked = this.#worth(words);
    const [first = new Map(), ...others] = (looked.length ? looked : words).map((word) =>
      this.#entriesOf(word, looked.length ? close : undefined),
    );
    const all = [...first].filter(([number]) => others.every((each) => each.has(number)));
    return all.map(([number, score]) => {
      const sum = others.reduce((total, each) => total + each.get(number), score);
      return [number, sum / (others.length + 1)];
    });
  }

  #entriesOf(word, close) {
    const found = new Map();
    const take = (entries, factor) => {
      for (const [number, weight] of entries)
        found.set(number, Math.max(found.get(number) ?? 0, weight * factor));
    };
    if (this.words.has(word)) take(this.words.get(word), 1);
    const start = stem(word);
    // A short word that is there is not the beginning of another: a car is not care.
    if (start.length > (found.size ? 3 : 2))
      for (const [other, entries] of this.words)
        if (other !== word && other.startsWith(start)) take(entries, BEGINNING);
    const most = slips(word);
    if (found.size || !close || !most) return found;
    const others = [...this.words.keys()].filter((other) => isClose(word, other, most));
    // Few people get the first letter wrong.
    const likely = others.filter((other) => other[0] === word[0]);
    for (const other of likely.length ? likely : others) {
      close.add(other);
      take(this.words.get(other), CLOSE);
    }
    return found;
  }
}
