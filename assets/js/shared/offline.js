// Has a copy kept of what is saved on this device, for where there is no signal. Who saves nothing
// gets no worker, and when the last thing is let go, the worker and its copies go with it.

export async function keepOffline() {
  const { serviceWorker, connection } = navigator;
  try {
    const worker = document.querySelector("[data-offline]").dataset.offline; // a preview has none
    const lists = ["vacancies", "plans"].map((kind) => localStorage.getItem(`saved-${kind}`));
    if (/\{/.test(lists) && !connection?.saveData) await serviceWorker.register(worker);
    if (await serviceWorker.getRegistration(worker))
      (await serviceWorker.ready).active.postMessage(lists);
  } catch {
    // What is saved is saved, also where the browser keeps no copies.
  }
}
