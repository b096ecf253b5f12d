// What a reader writes in the buurtplan: kept on this device, put in files by this device. Nothing is sent anywhere.
"use strict";
(() => {
  const PLAN = "toolbox-plan:";
  const FORMAT = 1;
  const LONGEST = 2000; // characters in a field
  const NAMES = ["doel", "wie", "wanneer", "merk"];
  const STEPS = ["stap1", "stap2", "stap3", "stap4"];
  const page = document.querySelector("[data-plan]");
  page.querySelector("[data-zonder-script]").hidden = true;
  const notice = page.querySelector("[data-plan-melding]");
  const tell = melding(notice);
  const fields = [...page.querySelectorAll("[data-veld]")];
  const valueOf = (name) => fields.find((field) => field.dataset.veld === name)?.value || "";

  // What this device does not keep, is only on this page.
  let onlyHere = false;
  addEventListener("beforeunload", (event) => { if (onlyHere) event.preventDefault(); });

  const paper = (field) => { page.querySelector(`[data-op-papier="${field.dataset.veld}"]`).textContent = field.value; };

  // One place per field, so that two tabs do not overwrite each other's.
  for (const field of fields) {
    field.value = meenemen.read(PLAN + field.dataset.veld) || "";
    paper(field);
    field.addEventListener("input", () => {
      paper(field);
      onlyHere = !meenemen.write(PLAN + field.dataset.veld, field.value);
      if (!onlyHere) notice.replaceChildren();
      else tell("Dit toestel bewaart dit niet: de opslag is vol of staat uit. Je tekst staat nog hier. Bewaar het plan als bestand.");
    });
    addEventListener("storage", (event) => {
      if (event.key !== PLAN + field.dataset.veld || event.newValue === field.value) return;
      if (document.activeElement === field) tell("In een ander tabblad veranderde wat je hier schrijft in: “" + (event.newValue || "") + "”. Wat in dit tabblad staat, blijft staan.");
      else { field.value = event.newValue || ""; paper(field); }
    });
  }

  const save = (content, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const listOf = (name) => (new URLSearchParams(location.search).getAll(name).join(".").split(".")).filter(Boolean);

  page.querySelector("[data-plan-bewaar]").addEventListener("click", (event) => {
    event.preventDefault();
    const stappen = {};
    for (const step of STEPS) {
      stappen[step] = { inhoud: listOf(step) };
      for (const name of NAMES) stappen[step][name] = valueOf(`${step}_${name}`);
    }
    const plan = { soort: "buurtplan", versie: FORMAT, adres: page.querySelector("#plan-adres").value, titel: valueOf("titel"), stappen, zonder_stap: listOf("t") };
    save(JSON.stringify(plan, null, 1), "application/json", "buurtplan.json");
  });

  const opener = page.querySelector("[data-plan-openen]");
  opener.hidden = false;
  opener.querySelector("input").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    let plan;
    try {
      if (file.size > 1e6) throw new Error();
      plan = JSON.parse(await file.text());
      if (plan.soort !== "buurtplan" || typeof plan.versie !== "number" || !plan.stappen || typeof plan.stappen !== "object") throw new Error();
    } catch {
      tell("Dit bestand is geen bewaard buurtplan. Er is niets veranderd.");
      return;
    }
    if (plan.versie > FORMAT) {
      tell(`Dit plan komt van een nieuwere versie van de site (${plan.versie}). Herlaad deze bladzijde en probeer opnieuw. Er is niets veranderd.`);
      return;
    }
    const warnings = [];
    if (fields.some((field) => field.value)) warnings.push("In dit plan staat al tekst. Die verdwijnt als je het bestand opent.");
    const beyond = parts(plan).flatMap(([, found]) => found).length - meenemen.MOST;
    if (beyond > 0) warnings.push(`Een plan heeft plaats voor ${meenemen.MOST} tools en thema’s. In dit bestand staan er ${beyond} meer. De laatste vallen weg.`);
    if (texts(plan).some(([, value]) => value.length > LONGEST)) warnings.push("Een tekst in dit bestand is te lang. Na 2000 tekens knippen we hem af.");
    if (warnings.length) tell(warnings.join(" "), ["Open het bestand", () => open(plan)], ["Laat alles zoals het is", () => {}]);
    else open(plan);
  });

  const text = (value) => (typeof value === "string" ? value : "");
  const texts = (plan) => [["titel", text(plan.titel)], ...STEPS.flatMap((step) => NAMES.map((name) => [`${step}_${name}`, text(plan.stappen[step]?.[name])]))];
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
      tell("Dit toestel heeft niet genoeg plaats voor dit plan, of de opslag staat uit. Er is niets veranderd. Maak plaats, of open het op een ander toestel.");
      return;
    }
    const query = new URLSearchParams();
    let room = meenemen.MOST;
    for (const [name, found] of parts(plan)) {
      if (room > 0 && found.length) query.set(name, found.slice(0, room).join("."));
      room -= found.length;
    }
    location.assign("/buurtplan/" + (query.size ? "?" + query : ""));
  };

  // Word: the server makes the document with empty places, and the words are put in here. The text of the document is
  // the last file in the zip and not compressed (toolbox/selection/plan_files.py).
  const crc32 = (bytes) => {
    let crc = ~0;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
    }
    return ~crc >>> 0;
  };
  const xml = (value) => value.replace(/[^\t\n\x20-\uFFFD]/g, "").replace(/[&<>]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char]);
  const filled = (body) => fields.reduce((done, field) => {
    const lines = field.value.split("\n").map((line) => `<w:t xml:space="preserve">${xml(line)}</w:t>`).join("<w:br/>");
    const place = new RegExp(`(<w:bookmarkStart [^>]*w:name="${field.dataset.veld}"[^>]*/>)`);
    return field.value ? done.replace(place, (mark) => `${mark}<w:r>${lines}</w:r>`) : done;
  }, body);
  const replaceLast = (bytes) => {
    const view = new DataView(bytes.buffer);
    const end = bytes.length - 22;
    const directory = view.getUint32(end + 16, true);
    let entry = directory;
    for (let left = view.getUint16(end + 10, true); left > 1; left--) {
      entry += 46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
    }
    const local = view.getUint32(entry + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const body = new TextEncoder().encode(filled(new TextDecoder().decode(bytes.subarray(start, directory))));
    const crc = crc32(body);
    for (const [at, values] of [[local + 14, [crc, body.length, body.length]], [entry + 16, [crc, body.length, body.length]], [end + 16, [start + body.length]]]) {
      values.forEach((value, place) => view.setUint32(at + 4 * place, value, true));
    }
    return new Blob([bytes.subarray(0, start), body, bytes.subarray(directory)]);
  };
  page.querySelector("[data-plan-word]").addEventListener("click", async (event) => {
    event.preventDefault();
    const link = event.currentTarget;
    try {
      const response = await fetch(link.href);
      if (!response.ok) throw new Error();
      save(replaceLast(new Uint8Array(await response.arrayBuffer())), response.headers.get("Content-Type"), "buurtplan.docx");
    } catch {
      tell("Het Word-document ophalen lukte niet. Probeer het opnieuw als je verbinding hebt.");
    }
  });
})();
