// The pathway as it was built: roles, steps between them, places to start from.

import { Network } from "./journeys.js";

export class Pathway {
  static async open(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return new Pathway(await answer.json());
  }

  constructor(data) {
    Object.assign(this, data);
    const { lines, roles, starts, steps } = data;
    this.network = new Network(
      roles.map(({ level }) => level),
      roles.map(({ line }) => line),
      steps.map(({ leg }) => leg),
    );
    this.roles = roles.map((role, number) => ({ ...role, number, line: lines[role.line][0] }));
    this.lineTitles = new Map(lines);
    this.rolesById = new Map(this.roles.map((role) => [role.id, role]));
    this.startsById = new Map(starts.map((start) => [start.id, start]));
  }

  titleOf({ line }) {
    return this.lineTitles.get(line);
  }

  role(id) {
    return this.rolesById.get(id);
  }

  // Where somebody is: a start, or a role; and the roles in which they can begin.
  place(id) {
    const start = this.startsById.get(id);
    if (start) return { title: start.title, start, origins: start.roles };
    const role = this.role(id);
    return role && { title: role.title, role, origins: [role.number] };
  }

  rolesOf({ start, legs }) {
    return [start, ...legs.map((leg) => this.network.legs[leg].end)].map(
      (number) => this.roles[number],
    );
  }

  totals(numbers) {
    const legs = numbers.map((number) => this.network.legs[number]);
    const known = legs.filter(({ least }) => least !== null);
    const sum = (value) => known.reduce((total, leg) => total + value(leg), 0);
    const needs = new Set(legs.flatMap((leg) => leg.needs));
    return {
      time: {
        least: sum(({ least }) => least),
        most: sum(({ least, most }) => most ?? least),
        isOpen: known.some(({ most }) => most === null),
        unknown: legs.length - known.length,
      },
      needs: [...needs].map((number) => this.qualifications[number].title),
    };
  }
}
