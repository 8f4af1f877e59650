// Reads another page of this site. Returns { page }, or { problem }: "missing", "closed", "offline".

export async function readPage(address) {
  let text;
  try {
    const answer = await fetch(address);
    if (!answer.ok || !answer.headers.get("content-type")?.includes("html")) return { problem: "missing" };
    text = await answer.text();
  } catch {
    return { problem: "offline" };
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!page.querySelector('main h1, link[rel="canonical"]')) return { problem: "missing" };
  // What stands on cards further down is open or closed for itself.
  const { closes, closed } = page.querySelector("main > article")?.dataset ?? {};
  return closed !== undefined || new Date(closes) < new Date() ? { problem: "closed" } : { page };
}

export const wordsOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
