// What a reader does with the buurtplan: change it, keep it as a file, open such a file, put it in a calendar.
"use strict";
const buurtplan = (() => {
  const PLAN = "toolbox-plan:";
  const KEPT = PLAN + "adres";
  const FORMAT = 1;
  const LONGEST = 2000; // characters in a field
  const HEAD = ["titel", "eigenaar", "datum"];
  const NAMES = ["doel", "wie", "wanneer", "merk"];
  const STEPS = ["stap1", "stap2", "stap3", "stap4"];
  const page = document.querySelector("[data-plan]");
  const tell = melding(page.querySelector("[data-plan-melding]"));
  const fields = [...page.querySelectorAll("[data-veld]")];
  const valueOf = (name) => fields.find((field) => field.dataset.veld === name).value;
  const search = () => new URLSearchParams(location.search);
  const listOf = (query, name) => query.getAll(name).join(".").split(".").filter(Boolean);
  const keysOf = (query) => [...STEPS, "t"].flatMap((name) => listOf(query, name));
  const go = (query) => location.assign("/buurtplan/" + (query ? "?" + query : ""));
  const take = (query) => { meenemen.write(KEPT, query); go(query); };

  // The plan of somebody else, beside `own`.
  const another = (own) => {
    const both = new URLSearchParams(own);
    const fresh = keysOf(search()).filter((key) => !keysOf(both).includes(key));
    const options = [["Maak hiervan mijn plan", () => take(page.dataset.plan)], ["Toon mijn plan", () => go(own)]];
    if (fresh.length && fresh.length + keysOf(both).length <= meenemen.MOST) {
      both.set("t", [...listOf(both, "t"), ...fresh].join("."));
      options.unshift([`Zet er ${fresh.length} bij in mijn plan`, () => take(both.toString())]);
    }
    tell("Dit is een ander plan dan dat op je toestel. Wat je schreef, hoort bij jouw plan.", ...options);
  };

  // The copy of this page for who has no connection knows no address; the copy of the toolbox knows what stands in it.
  const fromCopy = async () => {
    const kept = "caches" in window && (await caches.match("/zonder-verbinding/toolbox.json"));
    if (!kept) return;
    page.dataset.plan = location.search.slice(1);
    page.querySelector("#plan-adres").value = location.href;
    const { bladzijden } = await kept.json();
    for (const part of [...STEPS, "t"]) {
      const list = document.createElement("ul");
      list.className = "plan-entries";
      for (const key of listOf(search(), part)) {
        const address = key.startsWith("fiche-") ? `/fiches/${key.slice(6)}/` : `/tools/${key}/`;
        const found = bladzijden.find((one) => one.u === address);
        if (!found) continue;
        const line = document.createElement("li");
        line.append(Object.assign(document.createElement("a"), { href: address, textContent: found.t }));
        list.append(line);
      }
      if (list.children.length) page.querySelector(`[data-vers="${part === "t" ? "zonder-stap" : part}"]`).replaceChildren(list);
    }
    tell("Je leest je plan zonder verbinding. Schrijven kan. Iets erbij zetten of verplaatsen kan weer met internet.");
  };

  // A button or a search changes only what it is about: what one was reading and writing stays where it is.
  let shown = location.search;
  addEventListener("popstate", () => { if (location.search !== shown) location.reload(); });
  const said = Object.assign(document.createElement("p"), { className: "visually-hidden", role: "status" });
  page.append(said);
  const renew = (fresh) => {
    for (const part of page.querySelectorAll("[data-vers]")) {
      const now = fresh.querySelector(`[data-vers="${part.dataset.vers}"]`);
      const open = [...part.querySelectorAll("details")].some((fold) => fold.open && fold.querySelector(".offers"));
      part.replaceWith(now);
      if (open) for (const fold of now.querySelectorAll("details")) fold.open = Boolean(fold.querySelector(".offers"));
    }
    page.dataset.plan = fresh.querySelector("[data-plan]").dataset.plan;
    for (const mark of ["plan-word", "plan-bewaar", "plan-agenda", "plan-selectie", "plan-brief"]) page.querySelector(`[data-${mark}]`).href = fresh.querySelector(`[data-${mark}]`).getAttribute("href");
    page.querySelector("#plan-adres").value = fresh.querySelector("#plan-adres").value;
    page.querySelector("[data-deel]").dataset.deel = fresh.querySelector("[data-deel]").dataset.deel;
    page.querySelector(".on-paper").replaceWith(fresh.querySelector(".on-paper"));
  };
  const change = async (form, button) => {
    const pressed = form.id === "wijzig" ? button : form.querySelector("[name=zoek]");
    const part = pressed.closest("[data-vers]");
    const place = [...part.querySelectorAll(".offers button")].indexOf(pressed);
    const top = pressed.getBoundingClientRect().top;
    const query = new URLSearchParams(new FormData(form, button));
    const address = `/buurtplan/?${query}`;
    try {
      const response = await bestanden.fetched(address);
      renew(new DOMParser().parseFromString(await response.text(), "text/html"));
      history.pushState(null, "", response.url.split("#")[0]);
      shown = location.search;
      if (page.dataset.mijn) meenemen.write(KEPT, page.dataset.plan);
    } catch {
      const reply = document.createElement("div");
      reply.setAttribute("role", "status");
      part.append(reply);
      melding(reply)("Dat lukte niet. Er is niets veranderd. Probeer het opnieuw als je verbinding hebt.");
      return;
    }
    const now = page.querySelector(`[data-vers="${part.dataset.vers}"]`);
    const offers = now.querySelectorAll(".offers button");
    const there = pressed === button ? (place >= 0 && offers[Math.min(place, offers.length - 1)]) || now : document.getElementById(pressed.id);
    there.focus({ preventScroll: true });
    scrollBy({ top: there.getBoundingClientRect().top - top, behavior: "instant" });
    setTimeout(() => { said.textContent = pressed === button ? `Gedaan: ${button.textContent.replace(/\s+/g, " ").trim()}.` : now.querySelector("[data-gevonden]")?.textContent || ""; }, 50);
  };

  const save = () => {
    const here = new URLSearchParams(page.dataset.plan);
    const stappen = {};
    for (const step of STEPS) {
      stappen[step] = { inhoud: listOf(here, step) };
      for (const name of NAMES) stappen[step][name] = valueOf(`${step}_${name}`);
    }
    const head = Object.fromEntries(HEAD.map((name) => [name, valueOf(name)]));
    const plan = { soort: "buurtplan", versie: FORMAT, adres: page.querySelector("#plan-adres").value, ...head, stappen, zonder_stap: listOf(here, "t") };
    bestanden.save(JSON.stringify(plan, null, 1), "application/json", "buurtplan.json");
  };

  const answer = melding(page.querySelector("[data-plan-openen] [role=status]"));
  const openFile = async (file) => {
    let plan;
    try {
      if (file.size > 1e6) throw new Error();
      plan = JSON.parse(await file.text());
      if (plan.soort !== "buurtplan" || typeof plan.versie !== "number" || !plan.stappen || typeof plan.stappen !== "object") throw new Error();
    } catch {
      answer("Dit bestand is geen bewaard buurtplan. Er is niets veranderd.");
      return;
    }
    if (plan.versie > FORMAT) {
      answer(`Dit plan komt van een nieuwere versie van de site (${plan.versie}). Herlaad deze bladzijde en probeer opnieuw. Er is niets veranderd.`);
      return;
    }
    const warnings = [];
    if (fields.some((field) => field.value)) warnings.push("In dit plan staat al tekst. Die verdwijnt als je het bestand opent.");
    const beyond = parts(plan).flatMap(([, found]) => found).length - meenemen.MOST;
    if (beyond > 0) warnings.push(`Een plan heeft plaats voor ${meenemen.MOST} tools en thema’s. In dit bestand staan er ${beyond} meer. De laatste vallen weg.`);
    if (texts(plan).some(([, value]) => value.length > LONGEST)) warnings.push("Een tekst in dit bestand is te lang. Na 2000 tekens knippen we hem af.");
    if (warnings.length) answer(warnings.join(" "), ["Open het bestand", () => open(plan)], ["Laat alles zoals het is", () => {}]);
    else open(plan);
  };

  const text = (value) => (typeof value === "string" ? value : "");
  const texts = (plan) => [...HEAD.map((name) => [name, text(plan[name])]), ...STEPS.flatMap((step) => NAMES.map((name) => [`${step}_${name}`, text(plan.stappen[step]?.[name])]))];
  const keys = (value) => (Array.isArray(value) ? value.filter((key) => typeof key === "string" && /^[-\w]{1,200}$/.test(key)) : []);
  // Each entry at one place, as on the site: [parameter, keys].
  const parts = (plan) => {
    const taken = new Set();
    return [...STEPS.map((step) => [step, plan.stappen[step]?.inhoud]), ["t", plan.zonder_stap]].map(([name, value]) => [name, keys(value).filter((key) => !taken.has(key) && taken.add(key))]);
  };
  const open = (plan) => {
    const before = texts(plan).map(([name]) => [name, meenemen.read(PLAN + name)]);
    const kept = texts(plan).every(([name, value]) => meenemen.write(PLAN + name, value.slice(0, LONGEST)));
    if (!kept) {
      for (const [name, value] of before) meenemen.write(PLAN + name, value);
      answer("Dit toestel heeft niet genoeg plaats voor dit plan, of de opslag staat uit. Er is niets veranderd. Maak plaats, of open het op een ander toestel.");
      return;
    }
    const query = new URLSearchParams();
    let room = meenemen.MOST;
    for (const [name, found] of parts(plan)) {
      if (room > 0 && found.length) query.set(name, found.slice(0, room).join("."));
      room -= found.length;
    }
    take(query.toString());
  };

  const when = (step) => valueOf(`${step}_wanneer`);
  const moment = (field) => { page.querySelector(`[data-gelezen="${field.dataset.veld}"]`).textContent = agenda.told(field.value); };
  const calendar = async (link) => {
    const reply = melding(page.querySelector("[data-agenda-melding]"));
    const lines = STEPS.filter(when).map((step) => `Stap ${step.slice(-1)}: ${agenda.told(when(step), "")}`);
    const dated = STEPS.filter((step) => agenda.read(when(step)).moments.length);
    if (!dated.length) lines.unshift("Er is nog geen moment dat we als datum kunnen lezen.");
    if (!dated.length || dated.length < lines.length) lines.push(agenda.EXAMPLE);
    if (!dated.length) {
      reply(lines.join("\n"));
      return;
    }
    try {
      const response = await bestanden.fetched(link.href);
      bestanden.save(agenda.filled(await response.text(), (step) => agenda.read(when(step)).moments), response.headers.get("Content-Type"), "buurtplan.ics");
      reply(lines.join("\n"));
    } catch {
      reply("Het agendabestand ophalen lukte niet. Probeer het opnieuw als je verbinding hebt.");
    }
  };
  return { another, fromCopy, change, save, openFile, moment, calendar };
})();
