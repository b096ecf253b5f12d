// What is new since the previous visit. The list is the same for everyone; only this device knows when that visit was.
"use strict";
(async () => {
  const place = document.querySelector("[data-nieuws]");
  const since = meenemen.before;
  if (!place || !since) return;
  const lines = [...document.querySelectorAll("[data-veranderd-op]")];
  const here = !place.dataset.nieuws; // the page of the list itself; other pages ask for it
  let changes = lines.map((line) => ({ line, nieuw_op: line.dataset.nieuwOp, veranderd_op: line.dataset.veranderdOp }));
  if (!here) {
    try {
      changes = (await (await fetch(place.dataset.nieuws, { credentials: "omit" })).json()).resultaten;
    } catch { return; }
  }
  const recent = changes.filter((change) => Date.parse(change.veranderd_op) > since);
  const fresh = recent.filter((change) => Date.parse(change.nieuw_op) > since).length;
  if (!recent.length && !here) return;

  const words = [[fresh, "nieuw"], [recent.length - fresh, "veranderd"]].filter(([number]) => number).map(([number, word]) => `${number} ${word}`);
  const found = recent.length < changes.length || recent.length < 50 ? words.join(" en ") : "50 of meer nieuw of veranderd";
  const date = new Date(since).toLocaleDateString("nl-BE", { day: "numeric", month: "long", year: "numeric" });
  const text = document.createElement("p");
  text.className = "note";
  text.append(`Sinds je vorige bezoek op ${date}: ${found || "niets veranderd"}. `);
  if (!here) text.append(Object.assign(document.createElement("a"), { href: place.dataset.nieuws.split("?")[0], textContent: "Bekijk wat er veranderde" }));
  place.append(text);
  for (const { line } of recent) {
    line?.closest("details").setAttribute("open", "");
    line?.querySelector(".hint").append(" · ", Object.assign(document.createElement("strong"), { textContent: "sinds je vorige bezoek" }));
  }
})();
