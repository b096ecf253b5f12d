// Keeps the toolbox on this device, and takes it off again. Reading it comes when it is there (kopie.js).
"use strict";
(() => {
  const place = document.querySelector("[data-zonder-verbinding]");
  const { kopie: COPY, werker: WORKER } = place.dataset;
  const part = (name) => place.querySelector(`[data-${name}]`);
  const say = (text) => { part("melding").textContent = text; };
  const possible = "serviceWorker" in navigator && "caches" in window;

  const show = async () => {
    const kept = possible && (await caches.match(COPY));
    part("bewaar").hidden = !possible || Boolean(kept);
    part("wis").hidden = !kept;
    if (!possible) say("Deze browser kan de toolbox niet bewaren. Afdrukken kan wel.");
    if (!kept) { part("kopie-lezen").hidden = true; return; }
    const date = new Date(kept.headers.get("Date") || Date.now());
    say(`De toolbox staat op dit toestel, zoals ze was op ${date.toLocaleDateString("nl-BE", { day: "numeric", month: "long", year: "numeric" })}.`);
    await meenemen.load(place.dataset.lezen);
    await kopie.open();
  };

  part("bewaar").addEventListener("click", async () => {
    say("We halen de toolbox op…");
    try {
      const registration = await navigator.serviceWorker.register(WORKER, { scope: "/" });
      const worker = registration.installing || registration.waiting || registration.active;
      await new Promise((done, failed) => {
        const look = () => { if (worker.state === "activated") done(); else if (worker.state === "redundant") failed(new Error()); };
        worker.addEventListener("statechange", look);
        look();
      });
      await show();
    } catch {
      say("Het bewaren lukte niet: er is geen verbinding, of de opslag van je toestel is vol of staat uit. Er is niets veranderd.");
    }
  });
  part("wis").addEventListener("click", async () => {
    const registration = await navigator.serviceWorker.getRegistration("/");
    if (registration) await registration.unregister();
    for (const name of await caches.keys()) if (name.startsWith("toolbox-")) await caches.delete(name);
    await show();
    say("De toolbox staat niet meer op dit toestel.");
  });
  show().catch(() => say("De kopie op je toestel is niet te lezen. Open deze bladzijde met internet en bewaar de toolbox opnieuw."));
})();
