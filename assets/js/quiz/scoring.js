// Which roles fit the answers: the same as portal/pages/quiz_scoring.py, and tests hold the two
// together. A rule matches where each of its questions has one of the answers that it lists; its
// roles get its points; among equals, the role that was named first stands first.

const SHOWN = 3;

export function matchRoles(rules, answers) {
  const found = new Map();
  for (const rule of rules) {
    const isMatch = Object.entries(rule.when).every(([question, listed]) =>
      listed.includes(answers[question]),
    );
    for (const role of isMatch ? rule.roles : []) {
      const match = found.get(role) ?? { role, points: 0, rules: [] };
      match.points += rule.points;
      match.rules.push(rule);
      found.set(role, match);
    }
  }
  return [...found.values()].sort((one, other) => other.points - one.points).slice(0, SHOWN);
}
