// A fiche or a step: its parts one at a time, groups that fold on a phone, contents that follow along. Without this
// script everything stands on one page, and each link leads there.
"use strict";
(() => {
  const parts = [...document.querySelectorAll(".part")];
  const groups = document.querySelectorAll(":is(.placement-group, .acts-on, .reading .folds)[open]");
  const panel = document.querySelector(".contents > details");
  const links = [...document.querySelectorAll('.contents a[href^="#"], .part-links a')];
  const named = (hash) => hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));

  // Hidden so that "find on this page" and a link still find it, where the browser can do that.
  const choose = (chosen) => {
    if (parts.length < 2) return;
    for (const part of parts) {
      if (part === chosen) part.removeAttribute("hidden");
      else part.setAttribute("hidden", "until-found");
    }
    for (const link of document.querySelectorAll(".part-links a")) {
      if (chosen.contains(named(link.hash))) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    // Beside the tools their groups count: what was learned is one line then.
    document.querySelector(".contents li").classList.toggle("elsewhere", chosen !== parts[0]);
  };
  const show = (target) => {
    const part = target && target.closest(".part");
    if (part) choose(part);
    const group = target && target.closest("details");
    if (group) group.open = true;
  };

  if (matchMedia("(max-width: 59.99rem)").matches) for (const group of groups) group.open = false;
  for (const part of parts) part.addEventListener("beforematch", () => choose(part));
  choose(parts[0]);
  const target = named(location.hash);
  show(target);
  // From here on this script says what is shown, and no longer the style that kept its place (toolbox.css).
  document.querySelector(".reading").dataset.ready = "";
  if (target) target.scrollIntoView();
  addEventListener("hashchange", () => (location.hash ? show(named(location.hash)) : choose(parts[0])));
  // Before the browser goes there: what is hidden has no place yet.
  addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    show(named(link.hash));
    if (panel && panel.contains(link)) panel.open = false;
  }, true);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel || !panel.open || !panel.contains(document.activeElement)) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });

  // Marks in the contents what is being read.
  const followed = new Map();
  for (const link of links) if (link.closest(".contents") && named(link.hash)) followed.set(named(link.hash), link);
  const footer = document.querySelector(".site-footer");
  const mark = () => {
    // At the end of the page nothing scrolls up: then the last part in sight counts.
    const line = footer.getBoundingClientRect().top < innerHeight ? innerHeight : innerHeight / 3;
    let current = null;
    for (const place of followed.keys()) {
      if (place.checkVisibility() && place.getBoundingClientRect().top <= line) current = place;
    }
    for (const [place, link] of followed) {
      if (place === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  if (followed.size && "IntersectionObserver" in window) {
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] });
    for (const place of followed.keys()) observer.observe(place);
    new IntersectionObserver(mark).observe(footer);
  }
})();
