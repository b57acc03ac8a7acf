// Keeps the street's windows true while the page stays open: lit from the hours data, again at every change.

import { loadPlaces } from "./map/places.js";
import { relight } from "./street.js";

const LONGEST_WAIT = 6 * 60 * 60 * 1000; // setTimeout cannot wait for weeks, and clocks are put right in between
const street = document.querySelector("[data-portal-places]");

async function light() {
  const layer = await loadPlaces(street.dataset.portalPlaces);
  relight(street, (id) => layer.stateOf(id));
  const next = layer.nextTransition();
  if (next) setTimeout(light, Math.min(next - Date.now() + 1000, LONGEST_WAIT));
}

if (street) light();
