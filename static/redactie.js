// A form at the desk that was changed, warns before it is left. Only what somebody sends is kept.
"use strict";
addEventListener("load", () => {
  const form = document.querySelector("#content-main form[method=post]:not(#changelist-form):not(#login-form)");
  if (!form) return;
  const state = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
  // After a mistake the page shows what is not saved yet.
  const saved = document.querySelector(".errornote") ? null : state();
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  addEventListener("beforeunload", (event) => { if (!sent && state() !== saved) event.preventDefault(); });
});
