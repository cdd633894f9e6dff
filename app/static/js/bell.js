/* A soft bell when the time of an item is over, on the screen where somebody switched it on.
   A browser lets nothing sound before it was touched; pages that follow remember the switch for the evening. */
"use strict";

const FADES_WITHIN = 1.8; // seconds
const TONES = [[587.33, 0.2], [880, 0.08]]; // hertz and loudness: D5 with the A above it
const KEPT = "golmok-bell";

const bell = document.querySelector("[data-bell]");
let air = null;

function ring() {
  if (!air) return;
  for (const [pitch, loudness] of TONES) {
    const tone = air.createOscillator();
    const fading = air.createGain();
    fading.gain.setValueAtTime(loudness, air.currentTime);
    fading.gain.exponentialRampToValueAtTime(0.0001, air.currentTime + FADES_WITHIN);
    tone.frequency.value = pitch;
    tone.connect(fading).connect(air.destination);
    tone.start();
    tone.stop(air.currentTime + FADES_WITHIN);
  }
}

function show() {
  bell.setAttribute("aria-pressed", String(air !== null));
}

function switchOn() {
  air = new AudioContext();
  document.addEventListener("pointerdown", () => air?.resume());
  sessionStorage.setItem(KEPT, "on");
  show();
}

function switchOff() {
  air.close();
  air = null;
  sessionStorage.removeItem(KEPT);
  show();
}

function press() {
  if (air) {
    switchOff();
  } else {
    switchOn();
    ring();
  }
}

if (bell && "AudioContext" in window) {
  bell.hidden = false;
  bell.addEventListener("click", press);
  document.addEventListener("golmok:over", ring);
  if (sessionStorage.getItem(KEPT)) switchOn();
}
