/* Opened from a receipt's QR code, the page has the number behind #. It goes into the field, and out of the address:
   a history or a bookmark would keep it. */
"use strict";

function fillFromFragment() {
  const number = location.hash.slice(1);
  if (!/^[A-Z2-7]{26}$/.test(number)) return;
  document.querySelector("[data-fill]").value = number.match(/.{1,4}/g).join("-");
  document.querySelector("[data-filled]").hidden = false;
  history.replaceState(null, "", location.pathname);
}

window.addEventListener("hashchange", fillFromFragment);
fillFromFragment();
