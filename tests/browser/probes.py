"""What tests ask of a page from inside the browser, in its own language."""

from __future__ import annotations

# Every rule that is broken, with the first place where it is.
BROKEN_RULES = """async (rules) => {
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return violations.map(({ id, help, nodes }) =>
    `${id} (${help}): ${nodes.length} times, as ${nodes[0].html} ${nodes[0].failureSummary}`);
}"""

LEVELS_OF_HEADINGS = """() =>
  [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((each) => each.checkVisibility())
    .map((each) => Number(each.tagName[1]))"""

# Changes the page's text as a reader's own stylesheet does, which no policy forbids.
RESTYLE = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""

# What WCAG 2.2 says that readers may set (1.4.12).
SPACING = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }
"""

# Texts that are cut off: by the edge of the screen, or by a box that hides what it cannot hold.
CUT_OFF = """() => {
  const meant = ".visually-hidden, .skip-link, svg, script, style, template";
  const screen = document.documentElement;
  const fits = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, top, bottom, width } = range.getBoundingClientRect();
    if (!width) return true;
    for (let box = text.parentElement; box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      const edges = box.getBoundingClientRect();
      if (/auto|scroll/.test(overflowX)) return true;
      if (/hidden|clip/.test(overflowX) && (left < edges.left - 1 || right > edges.right + 1))
        return false;
      if (/hidden|clip/.test(overflowY) && (top < edges.top - 1 || bottom > edges.bottom + 1))
        return false;
    }
    return left >= -1 && right <= screen.clientWidth + 1;
  };
  const cut = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.trim() && !text.parentElement.closest(meant) && !fits(text))
      cut.push(text.data.trim());
  }
  if (screen.scrollWidth > screen.clientWidth)
    cut.push(`The page is ${screen.scrollWidth} px wide.`);
  return cut;
}"""

# How many controls can be seen; each is marked with its number.
CONTROLS = """() => {
  const all = "a[href], button, input, select, textarea, summary, [tabindex]";
  const seen = [...document.querySelectorAll(all)].filter(
    (each) => each.checkVisibility() && each.tabIndex >= 0 && !each.disabled);
  seen.forEach((each, number) => { each.dataset.number = number; });
  return seen.length;
}"""

# The number of the control that has the focus, and what is wrong with how it shows.
FOCUSED = """() => {
  const focused = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const ahead = document.elementFromPoint(
    (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
    (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
  const faults = [];
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2)
    faults.push("no outline");
  if (right <= 0 || left >= innerWidth || bottom <= 0 || top >= innerHeight)
    faults.push("off screen");
  if (ahead && !focused.contains(ahead) && !ahead.contains(focused))
    faults.push("covered");
  return [
    Number(focused.dataset.number ?? -1),
    faults.map((each) => `${each}: ${focused.outerHTML}`),
  ];
}"""

# What moves by itself or when it changes.
MOVING = """() => [...document.querySelectorAll("*")].flatMap((each) => {
  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(each);
  const still = animationName === "none" && scrollBehavior === "auto" &&
    transitionDuration.split(", ").every((time) => parseFloat(time) === 0);
  return still ? [] : [`${each.tagName} ${each.className}`];
})"""
