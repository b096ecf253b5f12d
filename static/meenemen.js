// The selection, kept on this device. Without this script adding is a link.
"use strict";
const meenemen = (() => {
  const LIST = "toolbox-selectie";
  const MOST = 60;

  const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  // True when kept. A full or forbidden storage keeps nothing.
  const write = (key, value) => {
    try {
      if (value === null || value === "") localStorage.removeItem(key);
      else localStorage.setItem(key, value);
      return true;
    } catch { return false; }
  };
  const valid = (key) => typeof key === "string" && /^[-\w]{1,200}$/.test(key);

  // Read afresh each time: another tab may have changed it.
  const keys = () => {
    try { return JSON.parse(read(LIST) || "{}").namen.filter(valid).slice(0, MOST); } catch { return []; }
  };
  const keep = (list) => write(LIST, list.length ? JSON.stringify({ versie: 1, namen: [...new Set(list)].slice(0, MOST) }) : null);
  const usable = () => { const kept = write("toolbox-proef", "1"); write("toolbox-proef", null); return kept; };
  const address = (list) => "/selectie/" + (list.length ? "?t=" + list.join(".") : "");

  // A visit ends after three hours without a page; "vorige" is when the one before this ended, in each of its tabs.
  const visit = () => {
    const VISIT = "toolbox-bezoek";
    const now = Date.now();
    const past = (moment) => (moment > 0 && moment <= now ? moment : null);
    let kept;
    try { kept = JSON.parse(read(VISIT)) || {}; } catch { kept = {}; }
    const laatste = past(kept.laatste);
    const vorige = now - laatste > 10800000 ? laatste : past(kept.vorige);
    write(VISIT, JSON.stringify({ vorige, laatste: now }));
    return vorige;
  };
  // Scripts that a page needs only for who uses them, one after the other and each once.
  const loaded = {};
  const load = async (sources) => {
    for (const src of sources.split(" ")) {
      await (loaded[src] ||= new Promise((done, failed) => {
        document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: () => { delete loaded[src]; failed(new Error()); } }));
      }));
    }
  };
  return { read, write, keys, keep, usable, address, load, MOST, before: visit() };
})();

(() => {
  // A place that did not exist a moment ago is not read aloud: first the place, then its text.
  const say = (button, text, well = false) => {
    let line = button.nextElementSibling;
    if (!line || !line.matches("[data-gezegd]")) {
      line = document.createElement("span");
      line.dataset.gezegd = "";
      line.setAttribute("role", "status");
      button.after(line);
    }
    // The icon of a card shows that it went well; what went wrong is for everybody.
    line.classList.toggle("visually-hidden", well && Boolean(button.dataset.naam));
    setTimeout(() => {
      line.textContent = text;
      if (well && !button.dataset.naam) line.append(" ", Object.assign(document.createElement("a"), { href: meenemen.address(meenemen.keys()), textContent: "Bekijk je selectie" }));
    }, 50);
  };

  const show = () => {
    const list = meenemen.keys();
    for (const link of document.querySelectorAll("[data-selectie-link]")) link.href = meenemen.address(list);
    for (const count of document.querySelectorAll("[data-selectie-teller]")) count.textContent = list.length ? ` (${list.length})` : "";
    for (const sign of document.querySelectorAll("[data-selectie-aantal]")) sign.textContent = list.length > 99 ? "99+" : list.length || "";
    for (const button of document.querySelectorAll("button[data-selecteer]")) {
      const chosen = list.includes(button.dataset.selecteer);
      // Its name says what it does now. A state beside it ("pressed") would say the opposite.
      const words = chosen ? ["Haal", button.dataset.naam, "uit mijn selectie"] : ["Zet", button.dataset.naam, "in mijn selectie"];
      button.querySelector("[data-tekst]").textContent = words.filter(Boolean).join(" ");
      button.toggleAttribute("data-gekozen", chosen);
    }
  };

  const press = (button) => {
    const list = meenemen.keys();
    const key = button.dataset.selecteer;
    const chosen = list.includes(key);
    if (!chosen && list.length >= meenemen.MOST) {
      say(button, `Je selectie is vol: er passen ${meenemen.MOST} dingen in.`);
      return;
    }
    if (!meenemen.keep(chosen ? list.filter((other) => other !== key) : [...list, key])) {
      say(button, "Dit toestel kan niets meer bewaren. Er is niets veranderd.");
      return;
    }
    show();
    say(button, chosen ? "Weg uit je selectie." : "Staat in je selectie.", true);
  };

  // Links become buttons, also those that come later: a list may be filled anew in place.
  const fit = () => {
    const links = document.querySelectorAll("a[data-selecteer]");
    for (const link of links) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = link.className;
      Object.assign(button.dataset, link.dataset);
      button.append(...link.childNodes);
      link.replaceWith(button);
      button.addEventListener("click", () => press(button));
    }
    if (links.length) show();
  };
  show();
  if (meenemen.usable()) {
    fit();
    new MutationObserver(fit).observe(document.querySelector("main"), { childList: true, subtree: true });
  }
  addEventListener("storage", show);
  addEventListener("pageshow", show);
})();
