// Asks for what is missing before the form is sent, sends it, and keeps what was typed when that
// does not work. Without this, the browser checks and sends the form by itself.

const PATIENCE = 20_000; // milliseconds, then the other side counts as not there
const FEWEST_DIGITS = 7; // as for numbers in adverts (portal/pages/applying.py)

class InterestForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.form.noValidate = true;
    // A browser cuts off what is too long; here people are asked to make it shorter.
    for (const field of this.form.querySelectorAll("[maxlength]")) {
      field.dataset.most = field.maxLength;
      field.removeAttribute("maxlength");
    }
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.querySelector("[data-fault-list]").addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      this.form.querySelector(link.hash).focus();
    });
  }

  #submit() {
    if (this.busy) return;
    const faults = [...this.form.querySelectorAll("[data-question]")].map((question) =>
      this.#judge(question)).filter(Boolean);
    this.#part("failed").hidden = true;
    this.#part("faults").hidden = !faults.length;
    this.#part("fault-list").replaceChildren(...faults);
    document.title = document.title.replace(/^(Problem: )?/, faults.length ? "Problem: " : "");
    if (faults.length) this.#part("faults").focus();
    else this.#send();
  }

  // Shows beside a question what is wrong with its answer; returns the same for the summary.
  #judge(question) {
    const { question: name, missing } = question.dataset;
    const most = question.querySelector("[data-most]")?.dataset.most ?? Infinity;
    const words = fault(new FormData(this.form).get(name) ?? "", name, missing, most);
    const place = question.querySelector(`#${name}-fault`);
    place.textContent = words;
    place.hidden = !words;
    question.classList.toggle("question--wrong", Boolean(words));
    for (const each of question.querySelectorAll("input, textarea"))
      if (each.type !== "radio") each.setAttribute("aria-invalid", String(Boolean(words)));
    if (!words) return null;
    const [row, link] = ["li", "a"].map((each) => document.createElement(each));
    link.href = `#${name}`;
    link.textContent = words;
    row.append(link);
    return row;
  }

  async #send() {
    this.busy = true;
    this.#part("sending").textContent = "Sending…";
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        headers: { Accept: "application/json" },
        credentials: "omit",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (!answer.ok) throw new Error(answer.statusText);
      const shown = this.#part("received");
      if (shown) shown.textContent = await answer.text();
      this.#thank();
    } catch {
      this.#fail(navigator.onLine ? "refused" : "offline");
    }
    this.#part("sending").textContent = "";
    this.busy = false;
  }

  #thank() {
    this.form.reset();
    this.#part("asking").hidden = true;
    this.#part("sent").hidden = false;
    this.#part("sent").querySelector("h2").focus();
  }

  #fail(why) {
    for (const each of this.querySelectorAll("[data-why]")) each.hidden = each.dataset.why !== why;
    this.#part("failed").hidden = false;
    this.#part("failed").focus();
  }

  #part(name) {
    return this.querySelector(`[data-${name}]`);
  }
}

// What is wrong with an answer, in words, or nothing.
function fault(answer, name, missing, most) {
  if (missing && !answer.trim()) return missing;
  if (answer.length > most)
    return `This has ${answer.length.toLocaleString("en-GB")} letters and signs. There is room for ${most}: please make it shorter`;
  if (name === "phone" && answer.replace(/\D/g, "").length < FEWEST_DIGITS)
    return "This phone number is too short. Write all of it, like 07700 900 123";
  return "";
}

customElements.define("interest-form", InterestForm);
