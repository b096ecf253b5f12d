// What stays on this device: the selection. Every page works without this script; then adding is a link.
"use strict";
const meenemen = (() => {
  const LIST = "toolbox-selectie";
  const MOST = 60;

  const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  // True when it is kept. A full or forbidden storage keeps nothing; the caller says so.
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

  // A visit ends after three hours without a page. "vorige" is when the visit before this one ended: it stays the same
  // on each page and in each tab of this visit. All by the clock of the device.
  const PAUSE = 3 * 60 * 60 * 1000;
  const visit = () => {
    const now = Date.now();
    const past = (moment) => (Number.isFinite(moment) && moment <= now ? moment : null);
    let kept;
    try { kept = JSON.parse(read("toolbox-bezoek")) || {}; } catch { kept = {}; }
    const last = past(kept.laatste);
    const previous = last && now - last > PAUSE ? last : past(kept.vorige);
    write("toolbox-bezoek", JSON.stringify({ vorige: previous, laatste: now }));
    return previous;
  };
  return { read, write, keys, keep, usable, address, MOST, before: visit() };
})();

(() => {
  const say = (button, text) => {
    let line = button.nextElementSibling;
    if (!line || !line.matches("[data-gezegd]")) {
      line = document.createElement("span");
      line.dataset.gezegd = "";
      line.setAttribute("role", "status");
      button.after(line);
    }
    line.textContent = text;
  };

  const show = () => {
    const list = meenemen.keys();
    for (const link of document.querySelectorAll("[data-selectie-link]")) link.href = meenemen.address(list);
    for (const count of document.querySelectorAll("[data-selectie-teller]")) count.textContent = list.length ? ` (${list.length})` : "";
    for (const button of document.querySelectorAll("button[data-selecteer]")) {
      const chosen = list.includes(button.dataset.selecteer);
      button.setAttribute("aria-pressed", chosen);
      button.querySelector("[data-tekst]").textContent = chosen ? button.dataset.weg : button.dataset.erbij;
    }
  };

  if (meenemen.usable()) {
    for (const link of document.querySelectorAll("a[data-selecteer]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = link.className;
      Object.assign(button.dataset, link.dataset);
      button.append(...link.childNodes);
      link.replaceWith(button);
      button.addEventListener("click", () => {
        const list = meenemen.keys();
        const key = button.dataset.selecteer;
        const chosen = list.includes(key);
        if (!chosen && list.length >= meenemen.MOST) {
          say(button, `Je selectie is vol: er passen ${meenemen.MOST} dingen in.`);
          return;
        }
        const kept = meenemen.keep(chosen ? list.filter((other) => other !== key) : [...list, key]);
        show();
        say(button, !kept ? "Dit toestel kan niets meer bewaren. Er is niets veranderd." : chosen ? "Weg uit je selectie." : "Staat in je selectie.");
      });
    }
  }
  show();
  addEventListener("storage", show);
  addEventListener("pageshow", show);
})();
