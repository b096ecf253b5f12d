// A form at the desk that was changed, warns before it is left. Only what somebody sends is kept.
"use strict";
addEventListener("load", () => {
  const forms = [...document.querySelectorAll("#content-main form[method=post]:not(#login-form)")];
  const CHOSEN = /^(action|select_across|_selected_action)$/; // ticks in a list are no text
  const state = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => !CHOSEN.test(name)).map(([name, value]) => [name, value.name ?? value]));
  // After a mistake the page shows what is not saved yet.
  const saved = new Map(forms.map((form) => [form, document.querySelector(".errornote") ? null : state(form)]));
  let sent = null;
  for (const form of forms) form.addEventListener("submit", (event) => { if (event.submitter?.formTarget !== "_blank") sent = form; });
  addEventListener("beforeunload", (event) => {
    if (forms.some((form) => form !== sent && state(form) !== saved.get(form))) event.preventDefault();
    sent = null; // who stays after all, may leave later
  });
});
