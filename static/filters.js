// A list that follows each choice: asks for the ordinary page of that choice, and takes its counts and its results.
// Without this script the form is sent with its button; so it is when asking fails.
"use strict";
(() => {
  const form = document.querySelector("form.filters");
  const list = document.querySelector("[data-lijst]");
  if (!form || !list) return;
  const panel = form.querySelector(".filter-panel");
  const button = form.querySelector(".submit-bar .button");
  const count = document.querySelector(".result-count");
  let shown = location.search;
  let request;

  // A whole is on when all of its parts are: what is sent, is the parts.
  const fit = () => {
    for (const group of form.querySelectorAll("[data-group]")) {
      const [whole, ...parts] = group.querySelectorAll("input");
      const on = parts.filter((part) => part.checked).length;
      whole.removeAttribute("name");
      whole.checked = on === parts.length;
      whole.indeterminate = on > 0 && !whole.checked;
      for (const part of parts) part.disabled = false;
    }
    const number = count.textContent.trim();
    button.textContent = /^\d/.test(number) ? `Toon ${number}` : "Toon resultaten";
  };

  const address = () => {
    const query = String(new URLSearchParams(new FormData(form)));
    return form.action + (query && `?${query}`);
  };

  const refill = (place, fresh) => place.replaceChildren(...fresh.childNodes);

  const show = (page) => {
    const at = document.activeElement;
    const place = at.closest("fieldset")?.id;
    const open = [...form.querySelectorAll("details[data-open][open]")].map((part) => part.dataset.open);
    for (const facet of form.querySelectorAll("fieldset.facet")) {
      const fresh = page.getElementById(facet.id);
      if (fresh) refill(facet, fresh);
    }
    for (const part of form.querySelectorAll("details[data-open]")) part.open ||= open.includes(part.dataset.open);
    refill(panel.querySelector("summary"), page.querySelector(".filter-panel > summary"));
    for (const field of form.querySelectorAll("#id_q, #id_sorteer")) {
      const fresh = page.getElementById(field.id);
      const { value } = fresh;
      if (field.matches("select")) refill(field, fresh);
      field.value = value; // an option that moves may lose that it was chosen
    }
    refill(list, page.querySelector("[data-lijst]"));
    count.textContent = page.querySelector(".result-count").textContent; // a status: it is read aloud
    fit();
    const again = place && [...document.getElementById(place).querySelectorAll("input")].find((box) => box.value === at.value);
    again?.closest("details:not([open])")?.setAttribute("open", "");
    again?.focus({ preventScroll: true });
  };

  const follow = async (url, isNew) => {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (signal.aborted) return;
      show(page);
      if (isNew) history.pushState(null, "", url);
      shown = location.search;
      for (const field of document.querySelectorAll("#adres")) field.value = location.href;
      for (const share of document.querySelectorAll(".results [data-deel]")) share.dataset.deel = location.href;
    } catch {
      if (!signal.aborted) location.assign(url);
    }
  };

  form.addEventListener("change", ({ target }) => {
    const group = target.closest("[data-group]");
    if (group && target === group.querySelector("input")) {
      for (const part of group.querySelectorAll("input")) part.checked = target.checked;
    }
    if (target.name !== "q") follow(address(), true);
  });

  // On a phone the results lie behind the panel, and are there already.
  form.addEventListener("submit", (event) => {
    if (event.submitter !== button || new URL(address()).search !== shown) return;
    event.preventDefault();
    panel.open = false;
    document.getElementById("resultaten").focus({ preventScroll: true });
    count.scrollIntoView({ block: "start" });
  });

  addEventListener("popstate", () => {
    if (location.search !== shown) follow(location.href, false);
  });

  form.dataset.follows = "";
  fit();
})();
