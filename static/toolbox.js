// Small extras. Every page works without them.

// A jump within the page glides when it is short; over a long way that only makes one wait, and dizzy.
addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  const isNear = place.checkVisibility?.() && Math.abs(place.getBoundingClientRect().top) < 1.5 * innerHeight;
  document.documentElement.classList.toggle("glides", isNear);
});

// What an address leads to is not left folded, in a browser that does not open it by itself.
document.querySelector(":target")?.closest("details")?.setAttribute("open", "");

// Panels: open on a wide screen, for a browser that cannot do that with style; those of the head close with Escape.
const isWide = matchMedia("(min-width: 60rem)").matches;
for (const panel of document.querySelectorAll("details.fold, .head-fold")) {
  if (isWide) {
    panel.removeAttribute("name"); // which would leave one of them open
    panel.open ||= !CSS.supports("selector(::details-content)");
  } else if (panel.matches(".head-fold")) {
    panel.addEventListener("toggle", () => panel.open && panel.querySelector("input")?.focus());
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      panel.open = false;
      panel.firstElementChild.focus();
    });
  }
}

// What was left empty stays out of the address.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.matches("form.filters, form[role=search]")) return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = document.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Gekopieerd. Plak het waar je wil.";
    } catch {
      said.textContent = "De tekst is geselecteerd. Kopieer het met Ctrl+C.";
    }
  });
}

// "Deel": what the device has for it, and otherwise a copy of the link.
for (const button of document.querySelectorAll("[data-deel]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    let said = button.nextElementSibling;
    if (!said?.matches("[data-gedeeld]")) {
      said = Object.assign(document.createElement("span"), { className: "shared", role: "status" });
      said.dataset.gedeeld = "";
      button.after(said);
    }
    const url = new URL(button.dataset.deel, location.href).href;
    try {
      if (navigator.share) await navigator.share({ title: document.title, url });
      else {
        await navigator.clipboard.writeText(url);
        said.textContent = "De link is gekopieerd. Plak hem waar je wil.";
      }
    } catch (mistake) {
      // Who closes the list of the device, chose to.
      if (mistake.name !== "AbortError") said.textContent = `Kopieer deze link: ${url}`;
    }
  });
}
