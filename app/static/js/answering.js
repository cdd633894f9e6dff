/* The keys 1, 2 and 3 press the three buttons; without this file the buttons work as they are. */
"use strict";

function pressByKey(event) {
  const isWriting = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isWriting) return;
  const button = [...document.querySelectorAll("#answering [data-key]")].find((one) => one.dataset.key === event.key);
  if (!button) return;
  event.preventDefault();
  button.click();
}

document.addEventListener("keydown", pressByKey);
