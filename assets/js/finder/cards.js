// Cards of vacancies, made from the card that the page holds as a template. Words from adverts are
// only ever text.

import { londonMoment, wordsUntil } from "../shared/days.js";
import { milesBetween } from "./places.js";

const SECOND = 1000; // milliseconds

export function makeCard(template, table, row, { from, soon }) {
  const item = template.content.firstElementChild.cloneNode(true);
  const of = (name) => table.entry(name, row);
  const put = (name, text) => {
    const part = item.querySelector(`.vacancy-card__${name}`);
    if (text) part.textContent = text;
    else part.remove();
  };
  const link = item.querySelector(".card__link");
  link.textContent = of("title");
  link.setAttribute("href", `${link.getAttribute("href")}${encodeURIComponent(table.ids[row])}/`);
  const [id] = of("provider");
  const [place] = of("place");
  const provider = table.names.provider.get(id) ?? "Provider not stated";
  put("where", `${provider}, ${place || "place not stated"}${farAway(from, of("place"))}`);
  item.querySelector(".vacancy-card__pay").firstChild.data = `${of("pay")[0]} `;
  put("hours", of("hours")[0]);
  const [closes, second] = of("closes");
  const posted = of("posted") || (closes ? "" : "Dates not stated");
  item.querySelector(".vacancy-card__dates > span").textContent = posted;
  put("closes", closes);
  const left = item.querySelector(".vacancy-card__left");
  if (second < soon) {
    const until = new Date(second * SECOND);
    left.firstChild.textContent = wordsUntil(until, new Date());
    left.dataset.closes = londonMoment(until);
  } else left.remove();
  fillTags(item.querySelector(".card__tags"), of("tags"));
  return item;
}

function farAway(from, place) {
  const miles = from ? milesBetween(from, place) : NaN;
  if (Number.isNaN(miles)) return "";
  const whole = Math.round(miles);
  const far = miles < 1 ? "less than a mile" : `about ${whole} mile${whole === 1 ? "" : "s"}`;
  return ` · ${far} away in a straight line`;
}

function fillTags(list, [isExample, tags]) {
  const [example, plain] = list.children;
  const made = tags.map((text) => {
    const tag = plain.cloneNode();
    tag.textContent = text;
    return tag;
  });
  list.replaceChildren(...(isExample ? [example] : []), ...made);
  if (!list.firstChild) list.remove();
}
