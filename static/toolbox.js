// Small extras. Every page works without them.

// A jump within the page glides when it is short; over a long way that only makes one wait, and dizzy.
addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  const isNear = place.checkVisibility?.() && Math.abs(place.getBoundingClientRect().top) < 1.5 * innerHeight;
  document.documentElement.classList.toggle("glides", isNear);
});

// Panels open on a wide screen, for a browser that cannot do that with style.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
  for (const panel of document.querySelectorAll("details.fold")) panel.open = true;
}

// "Terug naar je lijst": only for who comes from a list with a choice.
const back = document.querySelector("[data-back]");
if (back && document.referrer) {
  const from = new URL(document.referrer);
  if (from.origin === location.origin && from.pathname === new URL(back.href).pathname && from.search) {
    back.href = from.pathname + from.search;
    back.hidden = false;
  }
}

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
