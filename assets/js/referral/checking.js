// What may be typed as a code, and where a link may lead; both say in words what is wrong.

import { isCode } from "../shared/referral-code.js";

const MOST = 24;
const FEWEST = 3;
const PHONE_DIGITS = 9;
const WHY = "Everybody who gets the link can read it.";

// Looked at in this order; the first that fits is said.
const REASONS = [
  [(text) => !text, "Type a code or a nickname first."],
  [(text) => text.length > 200, `This is far too long: a code has at most ${MOST} letters or digits.`],
  [(text) => text.includes("@"), `This looks like an email address. ${WHY} Choose a nickname.`],
  [(text) => /:\/\/|www\.|\.(com|org|net|uk|care)\b|\//i.test(text),
    "This looks like a web address. Type only a code or a nickname here."],
  [(text) => /^[\d\s()+.-]*$/.test(text) && text.replace(/\D/g, "").length >= PHONE_DIGITS,
    `This looks like a telephone number. ${WHY} Choose a nickname.`],
  [(text) => /^\p{L}['’\p{L}]*([\s.]+\p{L}['’\p{L}]*)+$/u.test(text) || /^\p{Lu}\p{Ll}+-?\p{Lu}\p{Ll}+$/u.test(text),
    `This looks like a full name. ${WHY} Leave the surname out, or choose a nickname.`],
  [(text) => text.length < FEWEST, `Use at least ${FEWEST} letters or digits.`],
  [(text) => text.length > MOST, `Use at most ${MOST} letters or digits.`],
  [(text) => /\s/.test(text), "Leave out the spaces. A hyphen can stand between two parts."],
  [(text) => /^-|-$/.test(text), "Begin and end with a letter or a digit, not with a hyphen."],
  [(text) => !isCode(text), "Use only the letters a to z, digits and hyphens: no accents, emoji or other signs."],
];

export const codeProblem = (text) => REASONS.find(([applies]) => applies(text))?.[1] ?? "";

// The page of ours that an address means, as a path, or an empty text. Nothing but the path is
// taken from it, so a link can never lead to another site.
export function pathOf(address, root) {
  const text = /^[a-z0-9.-]+\.[a-z]{2,}\//i.test(address) ? `https://${address}` : address;
  if (!/^(https?:\/)?\/[^\\]*$/i.test(text)) return "";
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  try {
    const { origin, pathname } = new URL(text, location.origin);
    const isOurs = origin === location.origin || origin === new URL(canonical).origin;
    return isOurs && pathname.startsWith(root) ? pathname : "";
  } catch {
    return "";
  }
}
