"use strict";
// Everything works without this. It adds answers while somebody types, and buttons that copy.

const TYPING_PAUSE = 180; // milliseconds
const SHORTEST = 4; // characters

function answerAsTyped(form) {
  const field = form.elements.q;
  const place = document.getElementById("live");
  let request = null;
  let timer = 0;
  const ask = () => {
    const question = field.value.trim();
    if (request) request.abort();
    if (question.length < SHORTEST) return place.replaceChildren();
    request = new XMLHttpRequest();
    request.responseType = "document";
    request.open("GET", form.action + "?q=" + encodeURIComponent(question));
    request.onload = (event) => {
      const answer = event.target.response && event.target.response.getElementById("answer");
      if (event.target.status === 200 && answer) place.replaceChildren(document.adoptNode(answer));
      addCopyButtons(place);
    };
    request.send();
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING_PAUSE);
  });
}

function addCopyButtons(root) {
  for (const format of root.querySelectorAll(".copy .format")) {
    const text = format.querySelector("pre");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy as " + text.getAttribute("aria-label"));
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        said.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        said.textContent = "Selected: press Ctrl+C";
      }
    });
    format.querySelector(".style").append(button, said);
  }
}

for (const form of document.querySelectorAll("form[data-live]")) answerAsTyped(form);
addCopyButtons(document);
