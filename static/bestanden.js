// Files of what a reader wrote on a page (schrijven.js), made on this device.
"use strict";
const bestanden = (() => {
  const save = (content, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const fetched = async (address) => {
    const response = await fetch(address);
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
  const words = (page) => [...[...page.querySelectorAll("[data-veld]")].map((field) => [field.dataset.veld, field.value]), ...[...page.querySelectorAll("[data-lees]")].map((shown) => [shown.dataset.lees, shown.textContent])];
  const filled = (page, body) => words(page).reduce((done, [name, value]) => {
    const lines = value.split("\n").map((line) => `<w:t xml:space="preserve">${xml(line)}</w:t>`).join("<w:br/>");
    const place = new RegExp(`(<w:bookmarkStart [^>]*w:name="${name}"[^>]*/>)`);
    return value ? done.replace(place, (mark) => `${mark}<w:r>${lines}</w:r>`) : done;
  }, body);
  const replaceLast = (page, bytes) => {
    const view = new DataView(bytes.buffer);
    const end = bytes.length - 22;
    const directory = view.getUint32(end + 16, true);
    let entry = directory;
    for (let left = view.getUint16(end + 10, true); left > 1; left--) {
      entry += 46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
    }
    const local = view.getUint32(entry + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const body = new TextEncoder().encode(filled(page, new TextDecoder().decode(bytes.subarray(start, directory))));
    const crc = crc32(body);
    for (const [at, values] of [[local + 14, [crc, body.length, body.length]], [entry + 16, [crc, body.length, body.length]], [end + 16, [start + body.length]]]) {
      values.forEach((value, place) => view.setUint32(at + 4 * place, value, true));
    }
    return new Blob([bytes.subarray(0, start), body, bytes.subarray(directory)]);
  };
  const word = async (page, link) => {
    const response = await fetched(link.href);
    save(replaceLast(page, new Uint8Array(await response.arrayBuffer())), response.headers.get("Content-Type"), link.dataset.bestand);
  };
  return { save, fetched, word };
})();
