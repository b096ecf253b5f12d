// The buurtplan: what the reader writes stays on this device, and so does where everything stands. What changes it or
// makes files of it comes when it is asked for (buurtplan-meer.js).
"use strict";
(() => {
  const page = document.querySelector("[data-plan]");
  const KEPT = "toolbox-plan:adres";
  const { fields, tell } = schrijven(page, "toolbox-plan:", page.querySelector("[data-plan-melding]"));
  page.querySelector("[data-zonder-script]").hidden = true;
  const more = async (name, ...about) => {
    try {
      await meenemen.load(page.dataset.meer);
      await buurtplan[name](...about);
    } catch {
      tell("Dat lukte niet. Er is niets veranderd. Probeer het opnieuw als je verbinding hebt.");
    }
  };

  // Whose plan this is: what is in it stands in the address, and that of this device also here.
  const own = meenemen.read(KEPT) || "";
  const asked = /[?&](stap\d|t)=[^&]/.test(location.search);
  page.dataset.mijn = "ja";
  if (!asked && own) location.replace("/buurtplan/?" + own);
  else if (asked && !page.dataset.plan) more("fromCopy");
  else if (own && location.search.slice(1) !== own && page.dataset.plan !== own) {
    page.dataset.mijn = "";
    more("another", own);
  }
  // Who only looks at the plan of somebody else, does not have it yet.
  const keep = () => { if (page.dataset.mijn && (page.dataset.plan || !asked)) meenemen.write(KEPT, page.dataset.plan); };
  if (own && asked) keep();
  page.addEventListener("input", (event) => { if (event.target.dataset.veld) keep(); });

  page.addEventListener("submit", (event) => {
    event.preventDefault();
    more("change", event.target, event.submitter);
  });
  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-plan-bewaar], [data-plan-agenda]");
    if (!link) return;
    event.preventDefault();
    more("planAgenda" in link.dataset ? "calendar" : "save", link);
  });
  const opener = page.querySelector("[data-plan-openen]");
  opener.hidden = page.querySelector("[data-agenda]").hidden = false;
  opener.querySelector("input").addEventListener("change", (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (file) more("openFile", file);
  });

  // "Wanneer?" under each step: what of it a calendar can use.
  for (const field of fields.filter((one) => one.dataset.veld.endsWith("_wanneer"))) {
    const show = () => more("moment", field);
    field.addEventListener("change", show);
    if (field.value) show();
  }
})();
