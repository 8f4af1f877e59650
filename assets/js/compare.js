// Up to three roles side by side, taken from the table of all roles. Which ones is in the page's
// address, so it can be shared, and the back button undoes it.

const MOST = 3;
const ROLE = /^[a-z0-9-]{1,80}$/;

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const listWords = (words) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

// What is asked for, once each: roles=a,b,c as we write it, roles=a&roles=b as plain forms do.
function askedRoles() {
  const values = new URLSearchParams(location.search).getAll("roles");
  return [...new Set(values.flatMap((each) => each.split(",")).map((each) => each.trim()))].filter(
    Boolean,
  );
}

class RoleCompare extends HTMLElement {
  connectedCallback() {
    const part = (name) => this.querySelector(`[data-${name}]`);
    this.parts = {
      result: part("result"),
      heading: this.querySelector("#compare-result"),
      notice: part("notice"),
      count: part("count"),
      only: part("only"),
      place: part("table"),
      all: part("all"),
    };
    this.title = document.title;
    this.facts = [...this.querySelectorAll(".compare__table thead th")].map((each) => each.innerText);
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#choose([...this.form.elements.roles].map(({ value }) => value).filter(Boolean));
    });
    this.parts.only.addEventListener("change", () => this.#filter());
    addEventListener("popstate", () => this.#update());
    this.#update();
  }

  #choose(ids) {
    const roles = [...new Set(ids)].join(",");
    const address = location.pathname + (roles && `?roles=${roles}`);
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
    this.#update();
    if (roles) this.parts.heading.focus();
    else this.form.elements.roles[0].focus();
  }

  #update() {
    const asked = askedRoles();
    const known = asked.map((id) => this.#rowOf(id)).filter(Boolean);
    const rows = known.slice(0, MOST);
    const chosen = rows.map(({ dataset }) => dataset.role);
    [...this.form.elements.roles].forEach((select, place) => {
      select.value = chosen[place] ?? "";
    });
    const { result, all, only } = this.parts;
    result.hidden = !asked.length;
    all.hidden = rows.length > 0;
    only.closest("label").hidden = rows.length < 2;
    document.title = this.title;
    if (asked.length) this.#show(rows, known.length - rows.length, asked.length - known.length);
  }

  #rowOf(id) {
    return ROLE.test(id) ? this.querySelector(`tr[data-role="${id}"]`) : null;
  }

  #show(rows, left, unknown) {
    const { heading, notice, count, place } = this.parts;
    const names = rows.map((row) => row.cells[0].innerText);
    heading.textContent = rows.length ? listWords(names) : "We know none of these roles";
    const notices = [];
    if (unknown)
      notices.push(
        rows.length
          ? "The link names a role that we do not know; perhaps it has another name now."
          : "Perhaps they have other names now. Choose from the list, or look at the table.",
      );
    if (left) notices.push(`We compare ${MOST} roles at a time, and left out the others.`);
    if (rows.length === 1) notices.push("Choose another role to compare it with.");
    notice.textContent = notices.join(" ");
    notice.hidden = !notices.length;
    const facts = this.facts.slice(1).map((name, index) => compareFact(name, rows, index + 1));
    const differing = facts.filter(({ differs }) => differs).length;
    count.textContent =
      rows.length > 1 ? `They differ in ${differing} of ${facts.length} things. Each is marked “Different”.` : "";
    count.hidden = rows.length < 2;
    place.replaceChildren(...(rows.length ? [makeTable(rows, names, facts)] : []));
    if (rows.length) document.title = `${listWords(names)}: ${this.title}`;
    this.#filter();
  }

  #filter() {
    const { only, place } = this.parts;
    for (const row of place.querySelectorAll("tbody tr"))
      row.hidden = only.checked && "same" in row.dataset;
  }
}

// A fact of each role, and whether they differ: what is read counts, not its small print.
function compareFact(name, rows, index) {
  const cells = rows.map((row) => row.cells[index]);
  const values = new Set(cells.map((cell) => cell.firstChild.textContent.trim()));
  const isKnown = cells.some(({ dataset }) => !("unknown" in dataset));
  return { name, cells, differs: values.size > 1, isKnown };
}

// The roles of ARIA keep it a table for screen readers where a phone stacks its cells.
function makeTable(rows, names, facts) {
  const cell = (name, role, ...children) => {
    const made = make(name, {}, ...children);
    made.setAttribute("role", role);
    return made;
  };
  const heads = rows.map((row) => {
    const head = cell("th", "columnheader", row.cells[0].firstChild.cloneNode(true));
    head.scope = "col";
    return head;
  });
  const corner = cell("td", "cell");
  const body = facts.map(({ name, cells, differs, isKnown }) => {
    const head = cell("th", "rowheader", make("span", { textContent: name }));
    head.scope = "row";
    if (rows.length > 1)
      head.append(
        " ",
        make("span", {
          className: differs ? "tag compare__differs" : "compare__same",
          textContent: differs ? "Different" : isKnown ? "The same" : "Not known",
        }),
      );
    const values = cells.map((each, place) => {
      const label = make("span", { className: "compare__name", textContent: `${names[place]}: ` });
      label.setAttribute("aria-hidden", "true"); // the head of the column says it already
      return cell("td", "cell", label, ...[...each.childNodes].map((child) => child.cloneNode(true)));
    });
    const row = cell("tr", "row", head, ...values);
    if (rows.length > 1 && !differs) row.dataset.same = "";
    return row;
  });
  const table = cell(
    "table",
    "table",
    cell("thead", "rowgroup", cell("tr", "row", corner, ...heads)),
    cell("tbody", "rowgroup", ...body),
  );
  table.className = "compare__side";
  table.prepend(make("caption", { className: "visually-hidden", textContent: listWords(names) }));
  return table;
}

customElements.define("role-compare", RoleCompare);
