// "Terug naar je resultaten": from a tool to the page with tools that one came from.
"use strict";
const WITH_TOOLS = /^\/(tools|zoeken|selectie|(fiches|cyclus|vragen|wegwijzers|collecties|eigenaars|doelgroepen)\/[-\w]+)\/$/;
const back = document.querySelector("[data-back]");
if (back && document.referrer) {
  const from = new URL(document.referrer);
  if (from.origin === location.origin && WITH_TOOLS.test(from.pathname)) {
    back.href = from.pathname + from.search;
    back.hidden = false;
    back.addEventListener("click", (event) => {
      // Where one left it, when that is the step before this one.
      const before = window.navigation?.entries()[navigation.currentEntry.index - 1];
      if (before?.url.split("#")[0] !== document.referrer || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.back();
    });
  }
}
