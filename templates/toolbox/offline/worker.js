// Answers when there is no connection. Only on a device whose owner asked for it (zonder-verbinding.js).
"use strict";
const CACHE = "toolbox-1";
const PAGE = "{{ url("offline") }}";
const COPY = "{{ url("offline-copy") }}";
// What is a page of its own without a connection too: the street with its sentences, and the plan, of which the words
// stand on the device anyway.
const PAGES = ["{{ url("home") }}", "{{ url("plan") }}"];
const FILES = [
  {% for name in ["toolbox.css", "startpagina.css", "meenemen.css", "buurtplan.css", "favicon.svg", "toolbox.js", "meenemen.js", "combobox.js", "nieuw.js", "melding.js",
    "letters/alegreya-sans-400.woff2", "letters/alegreya-sans-700.woff2", "schrijven.js", "bestanden.js", "agenda.js", "buurtplan.js", "buurtplan-meer.js", "zonder-verbinding.js", "kopie.js"] %}
  "{{ static(name) }}",
  {% endfor %}
  "{{ url("manifest") }}",
];
const AGAIN = 60 * 1000;
let asked = 0;

// All or nothing: a copy of which a part is missing would not open.
const fill = async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, COPY, ...PAGES, ...FILES].map((address) => new Request(address, { cache: "no-cache", credentials: "omit" })));
};

// The server says with the ETag whether the catalogue changed; if not, this costs a few hundred bytes.
const refresh = async () => {
  if (Date.now() - asked < AGAIN) return;
  asked = Date.now();
  const cache = await caches.open(CACHE);
  const [kept, now] = await Promise.all([cache.match(COPY), fetch(COPY, { cache: "no-cache", credentials: "omit" })]);
  if (now.ok && (!kept || kept.headers.get("ETag") !== now.headers.get("ETag"))) await fill();
};

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("toolbox-") && name !== CACHE) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    const kept = PAGES.includes(address.pathname) ? address.pathname : PAGE;
    event.respondWith(fetch(request).catch(async () => (await caches.match(kept)) || Response.error()));
    event.waitUntil(refresh().catch(() => {}));
  } else if (address.pathname === COPY) {
    event.respondWith(caches.match(COPY).then((kept) => kept || fetch(request)));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(address.pathname)) || Response.error()));
  }
});
