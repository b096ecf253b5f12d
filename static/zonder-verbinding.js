// Keeps, reads and searches the toolbox on this device.
"use strict";
(() => {
  const place = document.querySelector("[data-zonder-verbinding]");
  const { kopie: COPY, werker: WORKER, hier: HERE } = place.dataset;
  const part = (name) => place.querySelector(`[data-${name}]`);
  const say = (text) => { part("melding").textContent = text; };
  const possible = "serviceWorker" in navigator && "caches" in window;
  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);
  let copy;

  // What toolbox/search/analysis.py does, in short.
  const fold = (text) => text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const typed = (text) => (text.slice(0, 200).match(/[\p{L}\p{N}]+(?:['’`.\-‐‑–&/][\p{L}\p{N}]+)*/gu) || [])
    .map((word) => fold(word.replace(/['’`](?:s|tje|tjes|er|ers|en|n|t)$/, "").replace(/[^\p{L}\p{N}]/gu, "")));
  const near = (one, other) => {
    if (one[0] !== other[0] || Math.abs(one.length - other.length) > 1 || one.length < 5) return false;
    let start = 0;
    while (start < one.length && one[start] === other[start]) start++;
    const rest = (word, skip) => word.slice(start + skip);
    return rest(one, 1) === rest(other, 1) || rest(one, 1) === rest(other, 0) || rest(one, 0) === rest(other, 1)
      || (one[start] === other[start + 1] && one[start + 1] === other[start] && rest(one, 2) === rest(other, 2));
  };
  const halves = (word) => {
    for (let size = word.length - 3; size > 2; size--) {
      const head = copy.woorden[word.slice(size)];
      for (const link of ["", "s", "e", "en", "n"]) {
        const first = word.slice(0, size);
        if (head !== undefined && first.endsWith(link) && first.length - link.length > 2) {
          const key = copy.woorden[first.slice(0, first.length - link.length)];
          if (key !== undefined) return [key, head];
        }
      }
    }
    return null;
  };
  const ways = (word, last) => {
    const own = copy.woorden[word];
    const found = own === undefined ? [] : [[[own], 1]];
    for (const other of copy.anders[word] || []) found.push([other, 0.6]);
    const all = () => Object.keys(copy.woorden);
    if ((last || !found.length) && word.length > 2) {
      for (const longer of all().filter((other) => other !== word && other.startsWith(word)).slice(0, 50)) found.push([[copy.woorden[longer]], own === undefined ? 0.85 : 0.55]);
    }
    if (!found.length && halves(word)) found.push([halves(word), 0.75]);
    if (!found.length) for (const other of all().filter((one) => near(word, one)).slice(0, 3)) found.push([[copy.woorden[other]], 0.85]);
    return found;
  };
  const postings = (key) => {
    const list = copy.sleutels[key];
    const found = new Map();
    for (let place = 0; place < list.length; place += 2) found.set(list[place], list[place + 1] / 255);
    return found;
  };
  const said = (found) => {
    const values = new Map();
    for (const [keys, factor] of found) {
      const [first, ...others] = keys.map(postings);
      for (const [page, weight] of first) {
        if (!others.every((other) => other.has(page))) continue;
        const value = (factor * others.reduce((sum, other) => sum + other.get(page), weight)) / keys.length;
        if (value > (values.get(page) || 0)) values.set(page, value);
      }
    }
    return values;
  };
  const search = (text) => {
    const every = typed(text);
    const words = every.filter((word) => !copy.stopwoorden.includes(word));
    const ideas = words.map((word) => said(ways(word, word === every.at(-1)))).filter((values) => values.size)
      .map((values) => ({ values, weight: Math.max(0.1, Math.log(1 + (copy.bladzijden.length - values.size + 0.5) / (values.size + 0.5))) }));
    const total = ideas.reduce((sum, idea) => sum + idea.weight, 0);
    const scores = new Map();
    for (const { values, weight } of ideas) {
      for (const [page, value] of values) {
        const [score, covered] = scores.get(page) || [0, 0];
        scores.set(page, [score + weight * value, covered + weight]);
      }
    }
    const ranked = [...scores].map(([page, [score, covered]]) => [page, score * (0.55 + (0.45 * covered) / total)]).sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    return ranked.filter(([, score]) => score >= 0.1 * ranked[0][1]).map(([page]) => copy.bladzijden[page]);
  };

  const list = (pages, title) => {
    const cards = document.createElement("ol");
    cards.className = "tool-cards";
    for (const page of pages) {
      const card = make("article", "", { className: "tool-card" });
      const heading = document.createElement("h2");
      heading.append(make("a", page.t, { href: page.u }));
      card.append(heading, make("p", `${page.s}. ${page.z}`));
      const item = document.createElement("li");
      item.append(card);
      cards.append(item);
    }
    part("aantal").textContent = title;
    part("inhoud").replaceChildren(cards);
  };
  const count = (number) => `${number} ${number === 1 ? "bladzijde" : "bladzijden"}`;
  const read = (page) => {
    document.title = `${page.t} · Toolbox Zorgzame Buurten`;
    part("kop").textContent = page.t;
    part("aantal").textContent = "";
    const text = [make("p", page.z, { className: "lead" })];
    for (const line of page.f || []) text.push(make("p", line));
    for (const url of page.l || []) {
      const line = document.createElement("p");
      line.append(/^https?:/.test(url) ? make("a", url, { href: url, rel: "external" }) : url);
      text.push(line);
    }
    let before = "";
    for (const [heading, words] of page.d) {
      if (heading && heading !== before) text.push(make("h2", heading));
      before = heading;
      for (const line of words.split(/\n+/)) text.push(make("p", line));
    }
    const article = make("article", "", { className: "reading" });
    article.append(...text);
    part("inhoud").replaceChildren(article);
  };
  const selection = () => {
    const keys = (new URLSearchParams(location.search).get("t") || meenemen.keys().join(".")).split(".");
    const wanted = keys.map((key) => (key.startsWith("fiche-") ? `/fiches/${key.slice(6)}/` : `/tools/${key}/`));
    return wanted.map((address) => copy.bladzijden.find((page) => page.u === address)).filter(Boolean);
  };
  const open = async () => {
    copy = await (await fetch(COPY)).json();
    part("kopie-lezen").hidden = false;
    const elsewhere = location.pathname !== HERE;
    if (elsewhere) {
      part("bewaren").hidden = true;
      for (const crumb of document.querySelectorAll(".breadcrumbs [aria-current]")) crumb.textContent = "Kopie op je toestel";
    }
    const question = new URLSearchParams(location.search).get("q") || "";
    const page = copy.bladzijden.find((one) => one.u === location.pathname);
    const find = (text) => { const found = search(text); list(found, found.length ? `${count(found.length)} over “${text}”` : `Niets gevonden over “${text}”. Probeer een ander woord.`); };
    part("zoek").addEventListener("submit", (event) => {
      event.preventDefault();
      part("kop").textContent = "Zonder verbinding";
      const text = place.querySelector("#kopie-q").value.trim();
      if (text) find(text); else list(copy.bladzijden, count(copy.bladzijden.length));
    });
    place.querySelector("#kopie-q").value = question;
    if (page) read(page);
    else if (question) find(question);
    else if (location.pathname === "/selectie/") { part("kop").textContent = "Mijn selectie"; list(selection(), `${count(selection().length)} in deze selectie`); }
    else if (elsewhere && !/^\/(tools\/|fiches\/|cyclus\/|wegwijzers\/)?$/.test(location.pathname)) list(copy.bladzijden, "Die bladzijde staat niet in de kopie. Dit staat er wel in:");
    else {
      const kind = { "/tools/": "Tool", "/fiches/": "Thema", "/cyclus/": "Stap", "/wegwijzers/": "Wegwijzer" }[location.pathname];
      const shown = copy.bladzijden.filter((one) => !kind || one.s === kind);
      list(shown, count(shown.length));
    }
  };
  const show = async () => {
    const kept = possible && (await caches.match(COPY));
    part("bewaar").hidden = !possible || Boolean(kept);
    part("wis").hidden = !kept;
    if (!possible) say("Deze browser kan de toolbox niet bewaren. Afdrukken kan wel.");
    if (!kept) { part("kopie-lezen").hidden = true; return; }
    const date = new Date(kept.headers.get("Date") || Date.now());
    say(`De toolbox staat op dit toestel, zoals ze was op ${date.toLocaleDateString("nl-BE", { day: "numeric", month: "long", year: "numeric" })}.`);
    await open();
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
