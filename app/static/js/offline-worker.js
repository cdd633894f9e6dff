/* Answers for the page of a meeting that a phone keeps (js/offline.js puts it there), and for what that page is made of.
   Nothing else of the site is ever answered from here. */
"use strict";

const KEPT = "golmok-offline";
const PATIENCE_MS = 4000; // a network that does not answer for so long is none

const isKeptPage = ({ pathname }) => /^\/meetings\/\d+\/offline$/.test(pathname);
const kept = (request) => caches.match(request, { cacheName: KEPT });

async function page(request) {
  const own = await kept(request);
  if (!own) return fetch(request);
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS, new Error("late")));
  try {
    const answer = await Promise.race([fetch(request), late]);
    return answer.status >= 500 ? own : answer;
  } catch {
    return own;
  }
}

/* The address of a part changes with the part: what is kept under it never is an old one. */
const part = async (request) => (await kept(request)) ?? fetch(request);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && isKeptPage(address)) event.respondWith(page(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(part(request));
});
