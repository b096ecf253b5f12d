// Answers when there is no connection. Only on a device whose owner asked for it (zonder-verbinding.js).
"use strict";
const CACHE = "toolbox-1";
const PAGE = "{{ url("offline") }}";
const COPY = "{{ url("offline-copy") }}";
const FILES = ["{{ static("toolbox.css") }}", "{{ static("favicon.svg") }}", "{{ static("toolbox.js") }}", "{{ static("meenemen.js") }}", "{{ static("zonder-verbinding.js") }}", "{{ url("manifest") }}"];
const AGAIN = 60 * 1000;
let asked = 0;

// All or nothing: a copy of which a part is missing would not open.
const fill = async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, COPY, ...FILES].map((address) => new Request(address, { cache: "no-cache", credentials: "omit" })));
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
    event.respondWith(fetch(request).catch(async () => (await caches.match(PAGE)) || Response.error()));
    event.waitUntil(refresh().catch(() => {}));
  } else if (address.pathname === COPY) {
    event.respondWith(caches.match(COPY).then((kept) => kept || fetch(request)));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(address.pathname)) || Response.error()));
  }
});
