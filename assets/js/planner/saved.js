// Plans that somebody saved. They are kept in this browser and sent to nobody.

import { keepOffline } from "../shared/offline.js";

const KEY = "saved-plans";
const MOST = 20;
const ADDRESS = /^\?[\w%&=+.*-]+$/; // only what leads back to the planner

export function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]").filter(
      (each) => ADDRESS.test(each?.address) && typeof each.title === "string",
    );
  } catch {
    return []; // nothing is kept here, or somebody else wrote here
  }
}

export function keep(plan) {
  return write([plan, ...others(plan.address)]);
}

export function letGo(address) {
  return write(others(address));
}

const others = (address) => kept().filter((each) => each.address !== address);

function write(plans) {
  try {
    localStorage.setItem(KEY, JSON.stringify(plans.slice(0, MOST)));
    keepOffline();
    return true;
  } catch {
    return false;
  }
}
