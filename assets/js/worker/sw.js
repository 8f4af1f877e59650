// Keeps what somebody saved for where there is no signal: their list, their plan, and the pages of
// the vacancies. The network comes first; a copy says that it is one, and from which day.
// The build puts ROOT, the path of the site, and VERSION, a hash of its own files, before this.

const OFFLINE = `${ROOT}offline/`;
const PAGES = [`${ROOT}vacancies/saved/`, `${ROOT}pathway/plan/`, OFFLINE];
const DATA = `${ROOT}pathway/plan/planner.json`;
const OURS = `kept ${ROOT} `;
const NAME = OURS + VERSION;
const MOST = 30; // copies of vacancies, about 7 kB each
const DAY = 24 * 60 * 60 * 1000;
const PATIENCE = 6000; // milliseconds until a copy is better than waiting

const pathOf = (request) => new URL(request.url).pathname;
const isSaved = (path) => path.endsWith("/") && !PAGES.includes(path);
const isOurs = (path) => String(path).startsWith(`${ROOT}vacancies/`) && isSaved(path);

// Puts an answer into the cache, with the styles and scripts that it needs. What is gone goes.
async function keep(cache, path, answer) {
  if (answer.status === 404 || answer.status === 410) return cache.delete(path);
  if (!answer.ok) return undefined;
  const text = await answer.text();
  const own = text.match(new RegExp(`"${ROOT}assets/[^"]+`, "g")) ?? [];
  for (const url of new Set(own.map((each) => each.slice(1)))) if (!(await cache.match(url))) await cache.add(url);
  const headers = { "Content-Type": answer.headers.get("Content-Type"), "X-Kept": Date.now() };
  return cache.put(path, new Response(text, { headers }));
}

const fetchAndKeep = async (cache, path) =>
  keep(cache, path, await fetch(path, { cache: "no-cache" }));

// A new version begins with copies of its own; where that fails, the old one stays as it is.
async function install() {
  const paths = [...PAGES, DATA];
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS)) continue;
    const kept = await (await caches.open(name)).keys();
    paths.push(...kept.map(pathOf).filter(isSaved));
  }
  const cache = await caches.open(NAME);
  await Promise.all([...new Set(paths)].map((path) => fetchAndKeep(cache, path)));
  await self.skipWaiting();
}

async function tidy() {
  for (const name of await caches.keys())
    if (name.startsWith(OURS) && name !== NAME) await caches.delete(name);
}

// Makes the copies those of what is saved now, as the page's storage has it. A copy of today is not
// loaded again. Where nothing is saved any more, nothing of all this is left.
async function follow(lists) {
  const [vacancies, plans] = lists.map((list) => JSON.parse(list ?? "[]"));
  if (!vacancies.length && !plans.length) {
    await self.registration.unregister();
    for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
    return;
  }
  const wanted = vacancies.map(({ url }) => url).filter(isOurs).slice(0, MOST);
  const cache = await caches.open(NAME);
  for (const path of (await cache.keys()).map(pathOf))
    if (isSaved(path) && !wanted.includes(path)) await cache.delete(path);
  for (const path of wanted) {
    const copy = await cache.match(path);
    if (!copy || Date.now() - copy.headers.get("X-Kept") > DAY)
      await fetchAndKeep(cache, path).catch(() => {}); // without a network, the next time
  }
}

async function newest(event, path) {
  const cache = await caches.open(NAME);
  const copy = await cache.match(path);
  const asked = fetch(event.request);
  try {
    const answer = await (copy ? Promise.race([asked, giveUp()]) : asked);
    if (copy) event.waitUntil(keep(cache, path, answer.clone()));
    return answer;
  } catch {
    asked.catch(() => {});
    if (path === DATA) return copy ?? Response.error();
    return copy ? labelled(copy, path) : ((await cache.match(OFFLINE)) ?? Response.error());
  }
}

const giveUp = () => new Promise((_, reject) => setTimeout(reject, PATIENCE));

async function labelled(copy, path) {
  const day = new Date(Number(copy.headers.get("X-Kept"))).toLocaleDateString("en-GB", {
    day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" });
  const more = path.startsWith(`${ROOT}vacancies/`)
    ? "A vacancy may have closed since then. Look again when you have a signal."
    : "Some of it may be out of date.";
  const note = [
    '<div class="center"><div class="notification notification--warning notification--copy" role="status">',
    '<p class="notification__title">You have no signal</p>',
    `<p>This is the copy that your device kept on ${day}. ${more}</p></div></div>`,
  ].join("");
  const text = (await copy.text()).replace(/<main\b[^>]*>/, (main) => main + note);
  return new Response(text, { headers: copy.headers });
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => event.waitUntil(follow(event.data)));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  // The address of an asset changes with its bytes, so a copy of it is never old.
  if (pathname.startsWith(`${ROOT}assets/`))
    event.respondWith(caches.match(event.request).then((copy) => copy ?? fetch(event.request)));
  else if (mode === "navigate" || pathname === DATA) event.respondWith(newest(event, pathname));
});
