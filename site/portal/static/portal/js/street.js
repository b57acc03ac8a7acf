/**
 * Switches the light in drawn houses on and off. Who is open is for somebody else to say: this module is told by
 * `stateOf(id)`, which answers "open", "closed" or "unknown" for the text of a `data-place`.
 */

const STATES = new Set(["open", "closed", "unknown"]);

/** Sets data-state on every [data-place] below `root` (and on `root`), and says it in the titles of a street's links. */
export function relight(root, stateOf) {
  const places = [...root.querySelectorAll("[data-place]")];
  if (root.matches?.("[data-place]")) places.unshift(root);
  for (const place of places) {
    const answer = stateOf(place.dataset.place);
    const state = STATES.has(answer) ? answer : "unknown";
    if (place.dataset.state === state) continue;
    place.dataset.state = state;
    sayInTitle(place, state);
  }
}

function sayInTitle(place, state) {
  const words = place.closest("[data-portal-street]")?.dataset;
  const title = place.querySelector(":scope > title");
  if (!words || !title) return;
  const word = { open: words.wordOpen, closed: words.wordClosed, unknown: words.wordUnknown }[state];
  title.textContent = `${place.dataset.name}, ${word}`;
}
