// Suggestions under a search box. Without this script the box is a plain form, and Enter still sends that form.

const WAIT = 180; // milliseconds without typing before a question is asked
const LEAST = 2; // letters

const combobox = (input, number) => {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let typed = "";
  let timer;
  let request;
  let active = -1;

  list.id = `voorstellen-${number}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Voorstellen");
  list.hidden = true;
  said.className = "visually-hidden";
  said.setAttribute("aria-live", "polite");
  input.after(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }

  const mark = (place) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  };

  const close = () => {
    clearTimeout(timer);
    request?.abort();
    show(false);
    said.textContent = "";
  };

  const fill = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map((suggestion, place) => {
        const option = document.createElement("li");
        const kind = document.createElement("small");
        kind.textContent = suggestion.kind;
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = suggestion.url;
        option.append(suggestion.label, " ", kind);
        return option;
      }),
    );
    active = -1;
    show(suggestions.length > 0);
    const number = suggestions.length;
    said.textContent = number ? `${number} voorstel${number > 1 ? "len" : ""}. Kies met de pijltjes.` : "Geen voorstellen. Druk op Enter om te zoeken.";
  };

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (!signal.aborted && document.activeElement === input) fill(suggestions);
    } catch {
      if (!signal.aborted) close(); // no network: the form still works
    }
  };

  input.addEventListener("input", () => {
    typed = input.value.trim();
    clearTimeout(timer);
    request?.abort();
    if (typed.length < LEAST) return close();
    mark(-1);
    timer = setTimeout(ask, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault(); // the first Escape closes the list, the next one may empty the box
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.children.length && !event.altKey) {
      event.preventDefault();
      if (!open) show(true);
      // Past either end is the box itself, where nothing is chosen.
      const places = list.children.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.url);
    } else if (event.key === "Tab") {
      close();
    }
  });

  input.addEventListener("blur", close);
  // The box must not lose the focus to the list before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
};

document.querySelectorAll("input[data-suggest]").forEach(combobox);
