// The page of a selection: whose it is, what changes in it, and the notes. Nothing is sent anywhere.
"use strict";
(() => {
  const NOTE = "toolbox-notitie:";
  const MARK = "toolbox-wijzigt";
  const page = document.querySelector("[data-selectie]");
  const tell = melding(document.querySelector("[data-selectie-melding]"));
  const list = (text) => (text ? text.split(".") : []);
  const same = (one, other) => one.join() === other.join();
  // Whose selection is being changed, for the next page of this tab.
  const mark = (value) => { try { sessionStorage.setItem(MARK, value); } catch { /* then it is nobody's */ } };
  const marked = () => {
    try {
      const value = sessionStorage.getItem(MARK);
      sessionStorage.removeItem(MARK);
      return value;
    } catch { return null; }
  };

  const FULL = "Dit toestel bewaart niets: de opslag is vol of staat uit. Je selectie staat wel in het adres. Bewaar dat als bladwijzer.";
  const keepOr = (keys, then) => (meenemen.keep(keys) ? then() : tell(FULL));
  const go = (keys) => location.assign(meenemen.address(keys));

  if (page) {
    const here = list(page.dataset.selectie);
    const asked = list(new URLSearchParams(location.search).getAll("t").join("."));
    let own = meenemen.keys();
    const changed = marked() === own.join(".") && meenemen.usable();

    if (changed) {
      if (!meenemen.keep(here)) tell(FULL);
      own = here;
    } else if (!asked.length && own.length) location.replace(meenemen.address(own));
    else if (asked.length && (same(asked, own) || same(here, own))) meenemen.keep(here); // with the present names
    else if (here.length && meenemen.usable()) {
      const fresh = here.filter((key) => !own.includes(key));
      if (!own.length) tell("Deze selectie staat nog niet op dit toestel.", ["Bewaar als mijn selectie", () => keepOr(here, () => go(here))]);
      else {
        const options = [["Vervang mijn selectie", () => keepOr(here, () => go(here))], ["Toon mijn selectie", () => go(own)]];
        if (fresh.length && own.length + fresh.length <= meenemen.MOST) {
          options.unshift([`Voeg ${fresh.length} toe aan de mijne`, () => keepOr([...own, ...fresh], () => go([...own, ...fresh]))]);
        }
        tell("Dit is een andere selectie dan die op je toestel.", ...options);
      }
    } else if (here.length) tell(FULL);

    // A change to one's own selection is kept; to another's it only changes the address. The mark says whose it was.
    page.addEventListener("submit", (event) => {
      own = meenemen.keys();
      if (event.target.matches("[data-wijzig]") && (same(here, own) || !own.length)) mark(own.join("."));
    });
    addEventListener("storage", () => {
      const now = meenemen.keys();
      if (same(here, own) && !same(now, here)) tell("Je selectie veranderde in een ander tabblad.", ["Toon de nieuwe", () => go(now)]);
    });
  }

  // Notes: one place per entry, so that two tabs do not overwrite each other's.
  const note = (place) => {
    const key = NOTE + place.dataset.notitie;
    const id = "notitie-" + place.dataset.notitie;
    const label = document.createElement("label");
    const area = document.createElement("textarea");
    const print = document.createElement("div");
    const said = document.createElement("p");
    label.htmlFor = area.id = id;
    label.textContent = "Je notitie";
    area.rows = 2;
    area.maxLength = 5000;
    area.setAttribute("aria-describedby", id + "-uitleg");
    said.id = id + "-uitleg";
    said.className = "hint";
    said.setAttribute("role", "status");
    print.className = "note-on-paper";
    const hint = "Blijft op dit toestel. Staat niet in het adres en gaat niet naar de site. Wordt wel afgedrukt.";
    const paper = () => { print.textContent = area.value; };
    area.value = meenemen.read(key) || "";
    said.textContent = hint;
    paper();
    area.addEventListener("input", () => {
      paper();
      said.textContent = meenemen.write(key, area.value.trim() ? area.value : null)
        ? "Bewaard op dit toestel."
        : "Dit toestel bewaart dit niet: de opslag is vol of staat uit. Je tekst staat nog hier; druk af of kopieer hem.";
    });
    area.addEventListener("blur", () => { if (said.textContent.startsWith("Bewaard")) said.textContent = hint; });
    addEventListener("storage", (event) => {
      if (event.key !== key || event.newValue === area.value) return;
      if (document.activeElement === area) said.textContent = "In een ander tabblad schreef je hier ook: “" + (event.newValue || "") + "”";
      else { area.value = event.newValue || ""; paper(); }
    });
    place.append(label, area, said, print);
  };
  for (const place of document.querySelectorAll("[data-notitie]")) note(place);

  // What is no longer public has no place of its own; a note with it is still the reader's.
  for (const place of document.querySelectorAll("[data-notitie-weg]")) {
    const text = meenemen.read(NOTE + place.dataset.notitieWeg);
    if (text) place.textContent = `Je notitie: “${text}”`;
  }

  const row = document.querySelector(".notes-row");
  for (const place of document.querySelectorAll("[data-notitie-lezen]")) {
    place.textContent = meenemen.read(NOTE + place.dataset.notitieLezen) || "";
    if (place.textContent) row.hidden = false;
  }
})();
