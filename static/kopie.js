// Reads and searches the toolbox that is kept on this device.
"use strict";
const kopie = (() => {
  const place = document.querySelector("[data-zonder-verbinding]");
  const { kopie: COPY, hier: HERE } = place.dataset;
  const part = (name) => place.querySelector(`[data-${name}]`);
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
    part("aantal").before(part("zoek"));
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
    for (const [heading, found] of page.k || []) {
      const links = document.createElement("ul");
      for (const [place, why] of found) {
        const other = copy.bladzijden[place];
        const line = document.createElement("li");
        line.append(make("a", other.t, { href: other.u }), make("p", why || other.z));
        links.append(line);
      }
      links.className = "plain";
      text.push(make("h2", heading), links);
    }
    const article = make("article", "", { className: "reading" });
    article.append(...text);
    part("inhoud").replaceChildren(article);
    part("inhoud").after(part("zoek")); // who came to read one page, reads it first
  };
  const selection = () => {
    const keys = (new URLSearchParams(location.search).get("t") || meenemen.keys().join(".")).split(".");
    const wanted = keys.map((key) => (key.startsWith("fiche-") ? `/fiches/${key.slice(6)}/` : `/tools/${key}/`));
    return wanted.map((address) => copy.bladzijden.find((page) => page.u === address)).filter(Boolean);
  };
  // The filters: what a choice leaves of some pages, and how one says that.
  const choices = { fiche: part("thema"), doelgroep: part("doelgroep") };
  const fill = () => {
    const values = {
      fiche: copy.bladzijden.filter((page) => page.s === "Thema").map((page) => [page.u.split("/")[2], page.t]),
      doelgroep: copy.doelgroepen,
    };
    for (const [name, select] of Object.entries(choices)) {
      for (const [value, label] of values[name]) select.append(make("option", label, { value }));
      select.value = new URLSearchParams(location.search).get(name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
  };
  const chosen = () => choices.fiche.value || choices.doelgroep.value;
  const passing = (pages) => (chosen() ? pages.filter((page) => page.s === "Tool"
    && (!choices.fiche.value || page.p.includes(choices.fiche.value))
    && (!choices.doelgroep.value || page.g.includes(choices.doelgroep.value))) : pages);
  const inWords = () => Object.values(choices).filter((select) => select.value).map((select) => select.selectedOptions[0].text).join(", ");

  const open = async () => {
    copy = await (await fetch(COPY)).json();
    fill();
    part("kopie-lezen").hidden = false;
    const elsewhere = location.pathname !== HERE;
    if (elsewhere) {
      part("bewaren").hidden = true;
      for (const crumb of document.querySelectorAll(".breadcrumbs [aria-current]")) crumb.textContent = "Kopie op je toestel";
    }
    const question = new URLSearchParams(location.search).get("q") || "";
    const page = copy.bladzijden.find((one) => one.u === location.pathname);
    const show = (pages, text) => {
      const found = passing(pages);
      const about = [text && ` over “${text}”`, chosen() && ` bij: ${inWords()}`].filter(Boolean).join("");
      list(found, found.length || !about ? count(found.length) + about : `Niets gevonden${about}. Probeer een ander woord${chosen() ? " of een andere keuze" : ""}.`);
    };
    const find = (text) => show(text ? search(text) : copy.bladzijden, text);
    part("zoek").addEventListener("submit", (event) => {
      event.preventDefault();
      part("kop").textContent = "Zonder verbinding";
      find(place.querySelector("#kopie-q").value.trim());
    });
    place.querySelector("#kopie-q").value = question;
    if (page) read(page);
    else if (question || chosen()) find(question);
    else if (location.pathname === "/selectie/") { part("kop").textContent = "Mijn selectie"; list(selection(), `${count(selection().length)} in deze selectie`); }
    else if (elsewhere && !/^\/(tools\/|fiches\/|cyclus\/|wegwijzers\/|vragen\/)?$/.test(location.pathname)) list(copy.bladzijden, "Die bladzijde staat niet in de kopie. Dit staat er wel in:");
    else {
      const kind = { "/tools/": "Tool", "/fiches/": "Thema", "/cyclus/": "Stap", "/wegwijzers/": "Wegwijzer", "/vragen/": "Vraag" }[location.pathname];
      const shown = copy.bladzijden.filter((one) => !kind || one.s === kind);
      list(shown, count(shown.length));
    }
  };
  return { open };
})();
