/* Items of an agenda can be drawn to their place with a mouse; the buttons beside them do the same for everybody. */

const list = document.querySelector("[data-agenda]");
const items = () => [...list.querySelectorAll(":scope > li[draggable]")];
let drawn = null;

/* Tells the server as the buttons do: the minutes as they stand, and the place. */
function put(item, place) {
  const form = item.querySelector("form[data-place]");
  const position = Object.assign(document.createElement("input"), { type: "hidden", name: "position", value: place });
  form.append(position);
  form.requestSubmit();
}

function begin(event) {
  drawn = event.target.closest("li[draggable]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  drawn.classList.add("is-drawn");
}

function pass(event) {
  const over = event.target.closest("li[draggable]");
  if (!drawn || !over) return;
  event.preventDefault();
  for (const item of items()) item.classList.toggle("is-goal", item === over && item !== drawn);
}

function end() {
  for (const item of items()) item.classList.remove("is-drawn", "is-goal");
  drawn = null;
}

function drop(event) {
  const over = event.target.closest("li[draggable]");
  if (!drawn || !over) return;
  event.preventDefault();
  const item = drawn;
  end();
  if (item !== over) put(item, items().indexOf(over) + 1);
}

if (list) {
  for (const item of list.querySelectorAll(":scope > li")) item.draggable = item.querySelector("form[data-place]") !== null;
  list.addEventListener("dragstart", begin);
  list.addEventListener("dragover", pass);
  list.addEventListener("drop", drop);
  list.addEventListener("dragend", end);
}
