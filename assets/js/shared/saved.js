// What somebody saved, as this browser keeps it; it is sent to nobody.

export const KEY = "saved-vacancies";

export function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    // Only what leads to a page of this site; others may have written here, too.
    return found.filter((each) => /^\/(?!\/)/.test(each?.url) && typeof each.title === "string");
  } catch {
    return [];
  }
}
