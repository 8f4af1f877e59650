// Numbers as people write them, and money in words.

const MOST = 10e6; // pounds, or people: beyond it a slip of the finger is likelier

// 1250, 1,250.50 or £1,250; and 1.250,50 as spreadsheets elsewhere in Europe write it.
const BRITISH = /^(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?$/;
const EUROPEAN = /^(\d+|\d{1,3}(\.\d{3})+)(,\d{1,2})?$/;

// The number in a text, null where there is none, NaN where there is something else.
export function numberIn(text, isMoney) {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "");
  if (!bare) return null;
  const digits = isMoney ? bare.replace(/^(£|GBP)|(£|GBP)$/i, "") : bare;
  const number = BRITISH.test(digits) ? Number(digits.replaceAll(",", ""))
    : EUROPEAN.test(digits) ? Number(digits.replaceAll(".", "").replace(",", ".")) : NaN;
  return number <= MOST && (isMoney || Number.isInteger(number)) ? number : NaN;
}

// What is wrong with a text that is no number, in words.
export const whyNot = (text, isMoney) =>
  /^\s*[-−(]/.test(text) ? "This cannot be less than 0."
    : isMoney ? "Write pounds as a number, such as 250 or 1,250.50."
    : "Write a whole number, such as 12.";

const grouped = (number) => number.toLocaleString("en-GB");
// Pence of a rough number say more than it knows.
export const money = (amount) => `£${amount < 10 && amount % 1 ? amount.toFixed(2) : grouped(Math.round(amount))}`;

export const counted = (count, one, many = `${one}s`) => `${grouped(count)} ${count === 1 ? one : many}`;
