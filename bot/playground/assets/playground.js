// Shows what the workspace holds and sends what a person does. What is shown is rendered, and escaped, by the server.
"use strict";

const RETRY = 2000; // milliseconds until the next try when the server is away
const query = new URLSearchParams(location.search);
const toast = document.querySelector(".toast");
const shown = new WeakMap(); // the HTML that an element was made from

// Only HTML from our own server's templates comes in here, and the page's policy runs no script in it.
const made = "trustedTypes" in window ? trustedTypes.createPolicy("playground", { createHTML: (html) => html }) : { createHTML: (html) => html };

let version = -1;
let waiting = new AbortController();

/* What is shown */

function element(html) {
  const template = document.createElement("template");
  template.innerHTML = made.createHTML(html);
  const fresh = template.content.firstElementChild;
  shown.set(fresh, html);
  return fresh;
}

function place(list, fresh) {
  if (fresh instanceof HTMLDialogElement) {
    fresh.showModal();
    fresh.querySelector(".blocks input, .blocks textarea")?.focus();
  }
}

function replace(old, fresh) {
  const focused = old.contains(document.activeElement);
  if (old instanceof HTMLDialogElement) old.close();
  old.replaceWith(fresh);
  if (focused && !(fresh instanceof HTMLDialogElement)) {
    fresh.tabIndex = -1;
    fresh.focus();
  }
}

function remove(old) {
  const focused = old.contains(document.activeElement);
  if (old instanceof HTMLDialogElement) old.close(); // gives the focus back
  else if (focused) field("")?.focus();
  old.remove();
}

function sync(list, pieces) {
  const before = new Map([...list.children].map((child) => [child.dataset.id, child]));
  pieces.forEach(({ id, html }, index) => {
    const old = before.get(id);
    before.delete(id);
    if (old && shown.get(old) === html) return;
    const fresh = element(html);
    fresh.dataset.id = id;
    if (old) replace(old, fresh);
    else list.insertBefore(fresh, list.children[index] ?? null);
    place(list, fresh);
  });
  before.forEach(remove);
}

// The latest request stands first; an answer may come after that to a later one.
function append(list, pieces) {
  for (const { id, html } of pieces) {
    const fresh = element(html);
    fresh.dataset.id = id;
    const earlier = [...list.children].find((child) => Number(child.dataset.id) < Number(id));
    list.insertBefore(fresh, earlier ?? null);
  }
  while (list.children.length > 200) list.lastElementChild.remove();
}

function show(news) {
  const panes = [...document.querySelectorAll(".scroll")];
  const atEnd = panes.filter((pane) => version < 0 || isAtEnd(pane));
  for (const list of document.querySelectorAll("[data-list]")) {
    const pieces = news.lists[list.dataset.list] ?? [];
    (list.dataset.list === "traffic" ? append : sync)(list, pieces);
  }
  if (news.version !== version) {
    for (const pane of atEnd) if (!pane.querySelector("[data-list=home]")) pane.scrollTop = endOf(pane);
  }
  version = news.version;
  document.body.dataset.version = version;
}

/* Talking with the server */

async function refresh(wait) {
  const asked = new URLSearchParams(query);
  asked.set("since", version);
  if (wait) asked.set("wait", "");
  const response = await fetch(`/playground/news?${asked}`, { signal: waiting.signal });
  if (!response.ok) throw new Error(await response.text());
  const news = await response.json();
  show(news);
}

async function follow() {
  for (;;) {
    try {
      await refresh(version >= 0);
      if (toast.dataset.away) complain("");
    } catch (error) {
      if (error.name !== "AbortError") {
        complain("The playground does not answer. Is it still running?");
        toast.dataset.away = "yes";
        await new Promise((resolve) => setTimeout(resolve, RETRY));
      }
    }
    if (waiting.signal.aborted) waiting = new AbortController();
  }
}

async function make(gesture, thread = query.get("thread") ?? "") {
  const spot = new URLSearchParams(query);
  spot.set("thread", thread);
  let done;
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`/playground/gestures?${spot}`, { method: "POST", headers, body: JSON.stringify(gesture) });
    done = await response.json();
  } catch {
    done = { trouble: "The playground does not answer. Is it still running?" };
  }
  complain(done.trouble ?? "");
  if (done.go) location.assign(done.go);
  return !done.trouble;
}

function complain(words) {
  delete toast.dataset.away;
  toast.textContent = words;
  toast.hidden = !words;
}

/* What a person does */

function field(thread) {
  return document.getElementById(`text-${thread}`);
}

async function send(form) {
  const written = form.querySelector("textarea");
  const text = written.value;
  if (!text.trim()) return;
  written.value = "";
  grow(written);
  if (!(await make({ gesture: "write", text }, form.dataset.thread))) written.value = text;
}

// The end, but never so far down that the last message does not show its beginning.
function endOf(pane) {
  const last = pane.querySelector(".log > :last-child");
  const bottom = pane.scrollHeight - pane.clientHeight;
  if (!last) return bottom;
  return Math.min(bottom, pane.scrollTop + last.getBoundingClientRect().top - pane.getBoundingClientRect().top);
}

function isAtEnd(pane) {
  return endOf(pane) - pane.scrollTop < 80;
}

function grow(written) {
  const pane = written.closest("main, .thread").querySelector(".scroll");
  const atEnd = isAtEnd(pane);
  for (written.rows = 1; written.scrollHeight > written.clientHeight && written.rows < 8; ) written.rows += 1;
  if (atEnd) pane.scrollTop = endOf(pane);
}

function fill(text) {
  const written = field(query.get("thread") ?? "") ?? field("");
  written.value = text;
  grow(written);
  written.focus();
}

function where(target) {
  const view = target.closest("[data-view]");
  if (view) return { view: view.dataset.view };
  if (target.closest("[data-home]")) return { home: true };
  return { ts: target.closest("[data-ts]")?.dataset.ts };
}

function press(target) {
  const { action, choice, gesture } = target.dataset;
  if (choice) {
    for (const thumb of target.parentElement.children) thumb.setAttribute("aria-pressed", thumb === target);
  }
  if (action) make({ gesture: "click", action, choice, ...where(target) });
  else make({ gesture, ...where(target) });
  const menu = target.closest(".more");
  if (menu) menu.open = false;
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("button, a");
  for (const menu of document.querySelectorAll(".more[open]")) if (!menu.contains(event.target)) menu.open = false;
  if (!target) return;
  const { action, gesture, insert, fill: whole, say } = target.dataset;
  if (action || gesture) press(target);
  else if (whole) fill(whole);
  else if (say) make({ gesture: "write", text: say });
  else if (insert) {
    const written = target.form.querySelector("textarea");
    written.value = insert + written.value.replace(/^(\/\w+|@Footnote) /, "");
    written.focus();
  }
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.matches(".composer")) send(form);
  else make({ gesture: "submit", filled: [...new FormData(form)], ...where(form) });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches(".composer textarea")) {
    event.preventDefault();
    send(event.target.form);
  }
  if (event.key === "Escape") for (const menu of document.querySelectorAll(".more[open]")) menu.open = false;
});

document.addEventListener("input", (event) => {
  if (event.target.matches(".composer textarea")) grow(event.target);
});

// Esc closes a modal, and the workspace has to know.
document.addEventListener("cancel", (event) => {
  if (!event.target.matches("[data-view]")) return;
  event.preventDefault();
  make({ gesture: "close", ...where(event.target) });
}, true);

for (const pane of document.querySelectorAll("[data-remember]")) {
  const kept = sessionStorage.getItem(pane.dataset.remember);
  pane.open = kept ? kept === "open" : innerWidth > 1100;
  pane.addEventListener("toggle", () => sessionStorage.setItem(pane.dataset.remember, pane.open ? "open" : "shut"));
}

make({ gesture: "open" });
follow();
(field(query.get("thread") ?? "") ?? field(""))?.focus({ preventScroll: true });
