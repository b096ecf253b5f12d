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

  const save = (content, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const fetched = async (link) => {
    const response = await fetch(link.href);
    if (!response.ok) throw new Error();
    return response;
  };

  // Word: the server makes the document with empty places, and the words are put in here. The text of the document is
  // the last file in the zip and not compressed (toolbox/public/selection/word.py).
  const crc32 = (bytes) => {
    let crc = ~0;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
    }
    return ~crc >>> 0;
  };
  const xml = (value) => value.replace(/[^\t\n\x20-\uFFFD]/g, "").replace(/[&<>]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char]);
  // [name of the place, words]: of the fields, and of what the page only shows.
  const words = () => [...fields.map((field) => [field.dataset.veld, field.value]), ...[...page.querySelectorAll("[data-lees]")].map((shown) => [shown.dataset.lees, shown.textContent])];
  const filled = (body) => words().reduce((done, [name, value]) => {
    const lines = value.split("\n").map((line) => `<w:t xml:space="preserve">${xml(line)}</w:t>`).join("<w:br/>");
    const place = new RegExp(`(<w:bookmarkStart [^>]*w:name="${name}"[^>]*/>)`);
    return value ? done.replace(place, (mark) => `${mark}<w:r>${lines}</w:r>`) : done;
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
  page.querySelector("[data-plan-word]")?.addEventListener("click", async (event) => {
    event.preventDefault();
    const link = event.currentTarget;
    try {
      const response = await fetched(link);
      save(replaceLast(new Uint8Array(await response.arrayBuffer())), response.headers.get("Content-Type"), link.dataset.bestand);
    } catch {
      tell("Het Word-document ophalen lukte niet. Probeer het opnieuw als je verbinding hebt.");
    }
  });
  return { fields, valueOf, save, fetched, tell };
};
