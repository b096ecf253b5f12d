// What the pages of the selection and the plan tell a reader, with what can be done about it.
"use strict";
const melding = (notice) => (text, ...buttons) => {
  const line = document.createElement("p");
  line.className = "note";
  line.append(text, " ");
  for (const [label, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet small";
    button.textContent = label;
    button.addEventListener("click", () => { notice.replaceChildren(); act(); });
    line.append(button, " ");
  }
  notice.replaceChildren(line);
};
