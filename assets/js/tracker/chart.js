// The costs as bars and as a table.

import { FEW } from "./costs.js";
import { counted, money } from "./numbers.js";

const SVG = "http://www.w3.org/2000/svg";
const element = (tag, text, ...classes) => {
  const made = document.createElement(tag);
  made.textContent = text;
  made.classList.add(...classes);
  return made;
};

const few = (count) => count !== null && count > 0 && count < FEW;

// A bar, as long as its share of the longest one. What it says stands beside it as text.
function bar(share, kind) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("aria-hidden", "true");
  drawing.classList.add("tracker__bar");
  const box = document.createElementNS(SVG, "rect");
  const size = { width: `${(share * 100).toFixed(2)}%`, height: "100%", class: `tracker__bar--${kind}` };
  for (const [name, value] of Object.entries(size)) box.setAttribute(name, value);
  drawing.append(box);
  return drawing;
}

const said = ({ amount, words }, noun, count) =>
  amount === undefined ? `${words[0].toUpperCase()}${words.slice(1)}` : `${money(amount)} for each of ${counted(count, noun)}`;

// `rows` as `compare` sorts them.
export function drawBars(list, rows) {
  const longest = Math.max(...rows.flatMap((each) => [each.perStarter.amount ?? 0, each.perStayer.amount ?? 0]), 0);
  list.replaceChildren(...rows.map((each) => {
    const item = element("li", "", "tracker__source-bars");
    const title = element("p", each.source, "tracker__bar-title");
    if (few(each.starters)) title.append(" ", element("span", "Few people: read with care", "tracker__few"));
    item.append(title);
    const measures = [["starter", each.perStarter, each.starters], ["stayer", each.perStayer, each.stayers_90_days]];
    // Why there is no cost is said once.
    const same = each.perStarter.words !== undefined && each.perStarter.words === each.perStayer.words;
    for (const [noun, cost, count] of same ? measures.slice(0, 1) : measures) {
      item.append(element("p", said(cost, noun, count), "tracker__bar-text"));
      if (cost.amount) item.append(bar(cost.amount / longest, noun));
    }
    return item;
  }));
}

export const shown = ({ amount, words }) => (amount === undefined ? words : money(amount));
export const stayed = ({ starters, stayers_90_days: stayers }) =>
  starters === null || stayers === null ? "not filled in" : starters ? `${stayers} of ${starters}` : "no starters yet";

function line(row, name, each, known = each) {
  row.append(Object.assign(element("th", name), { scope: "row" }));
  for (const text of [shown(each.perStarter), shown(each.perStayer), stayed(known)]) row.insertCell().textContent = text;
}

export function fillTable(table, rows, all) {
  const [body, foot] = [table.tBodies[0], table.tFoot];
  body.replaceChildren();
  foot.replaceChildren();
  for (const each of rows) line(body.insertRow(), each.source, each);
  line(foot.insertRow(), "All sources", all, all.known);
}
