/* Behaviour only: every page works without this file. */
"use strict";

const UNDER_WAY_MS = 8000;

/* A second press of a submit button while the first is under way would post twice. */
function sendOnce(event) {
  const form = event.target;
  // not form.method: a field of that name would hide it
  if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  setTimeout(forgetSent, UNDER_WAY_MS, form);
}

function forgetSent(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

/* A page that comes back from the browser's memory may be sent again. */
function forgetAllSent() {
  document.querySelectorAll("form[data-sent]").forEach(forgetSent);
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  document.querySelector(".flashes").textContent = button.dataset.copied;
  button.querySelector("span").textContent = button.dataset.copied;
}

function offerCopying() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

/* aria-disabled keeps a button in reach, so that its reason can be heard; it must not act. */
function ignoreOff(event) {
  if (event.target.closest('[aria-disabled="true"]')) event.preventDefault();
}

/* A page that answered a POST takes the address of the page it belongs to: going back to it, or loading it
   again, then shows that page instead of the browser's question whether to send everything once more. */
function takeAddress() {
  const page = document.querySelector("[data-address]");
  if (page) history.replaceState(null, "", page.dataset.address);
}

/* On a lent device a page that the browser keeps for Back must hold no mark: it is emptied when it is left. */
function emptyWhenLeft() {
  if (!document.querySelector("[data-lent]")) return;
  window.addEventListener("pagehide", () => document.querySelector("main").replaceChildren());
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
}

/* What a phone took along to a meeting (js/offline-store.js) goes at its time, and when somebody signs out. */
const TAKEN = "golmok-offline";
const takenAlong = () => JSON.parse(localStorage.getItem(TAKEN) ?? "null");

async function forgetTaken() {
  localStorage.removeItem(TAKEN);
  indexedDB.deleteDatabase(TAKEN);
  await caches.delete(TAKEN);
  const worker = await navigator.serviceWorker.getRegistration("/meetings/");
  await worker?.unregister();
}

function forgetAtSignOut(event) {
  const { unsent } = event.target.dataset;
  if (unsent === undefined || !takenAlong()) return;
  if (takenAlong().unsent && !window.confirm(unsent)) event.preventDefault();
  else forgetTaken();
}

document.addEventListener("submit", forgetAtSignOut);
document.addEventListener("submit", sendOnce);
document.addEventListener("click", ignoreOff);
window.addEventListener("pageshow", forgetAllSent);
offerCopying();
takeAddress();
emptyWhenLeft();
if (takenAlong()?.until < Date.now()) forgetTaken();
