// What a reader writes in the fields of a page: kept on this device, put on paper and in files by this device.
// Nothing is sent anywhere.
"use strict";
const schrijven = (page, prefix, notice) => {
  const tell = melding(notice);
  const fields = [...page.querySelectorAll("[data-veld]")];
  const valueOf = (name) => fields.find((field) => field.dataset.veld === name)?.value || "";

  // What this device does not keep, is only on this page.
  let onlyHere = false;
  addEventListener("beforeunload", (event) => { if (onlyHere) event.preventDefault(); });

  const grows = CSS.supports("field-sizing", "content");
  const paper = (field) => {
    page.querySelector(`[data-op-papier="${field.dataset.veld}"]`).textContent = field.value;
    if (grows || field.localName !== "textarea") return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
  };

  // One place per field, so that two tabs do not overwrite each other's.
  for (const field of fields) {
    const key = prefix + field.dataset.veld;
    field.value = meenemen.read(key) || "";
    paper(field);
    field.addEventListener("input", () => {
      paper(field);
      onlyHere = !meenemen.write(key, field.value);
      if (!onlyHere) notice.replaceChildren();
      else tell("Dit toestel bewaart dit niet: de opslag is vol of staat uit. Je tekst staat nog hier. Haal hem op als bestand, of druk af.");
    });
    addEventListener("storage", (event) => {
      if (event.key !== key || event.newValue === field.value) return;
      if (document.activeElement === field) tell("In een ander tabblad veranderde wat je hier schrijft in: “" + (event.newValue || "") + "”. Wat in dit tabblad staat, blijft staan.");
      else {
        field.value = event.newValue || "";
        paper(field);
        field.dispatchEvent(new Event("change"));
      }
    });
  }

  // What makes files comes when it is asked for.
  page.querySelector("[data-plan-word]").addEventListener("click", async (event) => {
    event.preventDefault();
    const link = event.currentTarget;
    try {
      await meenemen.load(page.dataset.bestanden);
      await bestanden.word(page, link);
    } catch {
      tell("Het Word-document ophalen lukte niet. Probeer het opnieuw als je verbinding hebt.");
    }
  });
  return { fields, valueOf, tell };
};
