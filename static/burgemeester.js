// The letter: what the reader writes in it stays on this device, and the plan of this device can stand in it.
"use strict";
(() => {
  const PLAN = "toolbox-plan:";
  const page = document.querySelector("[data-brief]");
  // Before anything is asked of the fields: what the plan says is shown, and goes in Word with the rest.
  for (const place of page.querySelectorAll("[data-lees]")) place.textContent = meenemen.read(PLAN + place.dataset.lees) || "";
  schrijven(page, `toolbox-brief:${page.dataset.brief}:`, page.querySelector("[data-brief-melding]"));
  page.querySelector("[data-zonder-script]").hidden = true;
  // Where everything stands in the plan of this device, unless the address brought a plan along.
  const form = page.querySelector("[data-brief-keuze]");
  if (!form.querySelector("[name^=stap], [name=t]")) {
    for (const [name, value] of new URLSearchParams(meenemen.read(PLAN + "adres") || "")) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
  }
})();
