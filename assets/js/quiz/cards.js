// Fills the card of a role that fits, from what quiz.json says of it.

export const listWords = (words) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

// One list item for each text or element, like the first one that is there.
function fillList(list, members) {
  list.replaceChildren(
    ...members.map((member) => {
      const item = document.createElement("li");
      item.append(member);
      return item;
    }),
  );
}

function makeLink([text, url, count]) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = text;
  if (count) link.append(` (${count})`);
  return link;
}

function fillLink(link, [text, url]) {
  link.textContent = text;
  link.href = url;
}

export function makeCard(template, role, reasons) {
  const card = template.content.cloneNode(true);
  const part = (name) => card.querySelector(`[data-part=${name}]`);
  fillLink(part("title"), [role.title, role.url]);
  part("summary").textContent = role.summary;
  part("pay").textContent = role.pay;
  part("pay").hidden = !role.pay;
  fillList(part("reasons"), reasons);
  part("nobody").hidden = Boolean(role.hiring);
  part("hiring").hidden = !role.hiring;
  if (role.hiring) fillLink(part("hiring").querySelector("a"), role.hiring);
  fillList(part("districts"), role.districts.map(makeLink));
  part("story").hidden = !role.story;
  if (role.story) {
    const [, , name, isExample] = role.story;
    fillLink(part("story").querySelector("a"), role.story);
    part("name").textContent = name;
    part("example").hidden = !isExample;
  }
  fillList(part("ask"), role.ask);
  return card;
}
