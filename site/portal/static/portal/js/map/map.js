// <portal-map>: the places of the page on the map. It shows exactly the set in data-matching, lights up what is open,
// and is tied to the list beside it: a card under the pointer lights its pin, a chosen pin shows its card.

import { loadPlaces, unpackSet } from "./places.js";
import { buildStage, escape, prefersStillness, symbol, whenNear } from "./stage.js";

const SYMBOLS = { contact: "pin-contact", partner: "pin-partner" }; // groups with a pin of their own
const CLOSEST = 16; // the zoom at which a set of places, or one of them, is shown at most
const LONGEST_TIMEOUT = 2 ** 31 - 1;
const SIDE_BY_SIDE = "(min-width: 60rem)"; // from here on list and map are seen together

class PortalMap extends HTMLElement {
  static observedAttributes = ["data-matching"];
  #listening = new AbortController();
  #map = null;
  #layers = []; // {key, label, data, group, markers}
  #own = null; // the marker of the place the page is about
  #lit = null; // the icon that is lit up for the list
  #awaited = null; // {layer, marker} to focus when the map has come to rest
  #popup = null;
  #timer = 0;

  connectedCallback() {
    if (this.texts) return;
    this.texts = JSON.parse(this.dataset.texts);
    whenNear(this, () => this.#start());
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#timer);
  }

  attributeChangedCallback() {
    if (this.#map) this.#showMatching();
  }

  async #start() {
    try {
      const wanted = JSON.parse(this.dataset.layers);
      const tools = { clusterIcon: (cluster) => this.#clusterIcon(cluster) };
      const [map, ...data] = await Promise.all([
        buildStage(this, this.dataset.frame, tools),
        ...wanted.map(({ url }) => loadPlaces(url)),
      ]);
      this.#map = map;
      this.#layers = wanted.map(({ key, label }, index) => this.#fill(key, label, data[index]));
      this.#addOwnPlace();
      this.#showMatching();
      this.#listen();
      this.#tick();
      this.classList.add("map--ready");
    } catch (error) {
      this.classList.add("map--failed");
      const notice = document.createElement("p");
      notice.className = "map__notice";
      notice.textContent = this.texts.failed;
      this.replaceChildren(notice);
      throw error;
    }
  }

  /** Now, or the moment the page was asked for. */
  #now() {
    return this.dataset.moment ? Date.parse(this.dataset.moment) : Date.now();
  }

  // --- Pins ---------------------------------------------------------------------------------------------------------

  #fill(key, label, data) {
    const layer = { key, label, data, group: this.#map.portalLayers[key], markers: new Map() };
    const ours = this.#reference(this.dataset.focus);
    for (const place of data.places.values()) {
      if (ours?.key === key && ours.id === place.id) continue; // it stands alone, in no cluster
      layer.markers.set(place.id, this.#marker(layer, place));
    }
    layer.group.on("clusterkeypress clusterkeydown", ({ layer: cluster, originalEvent: event }) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      // The cluster falls apart and takes the focus with it; it goes to one of its places.
      this.#awaited = { layer, marker: cluster.getAllChildMarkers()[0] };
      if (event.key === "Enter" || event.type !== "keydown") return; // markercluster's own key
      event.preventDefault();
      cluster.zoomToBounds();
    });
    layer.group.on("animationend spiderfied", () => this.#focusAwaited());
    layer.group.addTo(this.#map);
    return layer;
  }

  #marker(layer, place) {
    const { L } = window;
    const marker = L.marker([place.latitude, place.longitude], { riseOnHover: true });
    marker.place = place;
    marker.state = layer.data.stateOf(place.id, this.#now());
    marker.setIcon(this.#pinIcon(marker));
    marker.on("click", () => this.#choose(layer, marker));
    marker.on("keydown", ({ originalEvent: event }) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.#choose(layer, marker);
    });
    return marker;
  }

  #pinIcon(marker) {
    const { group } = marker.place;
    const icon = window.L.divIcon({ className: "pin-icon", iconSize: [44, 48], iconAnchor: [22, 46] });
    return whenMade(icon, (element) => {
      element.innerHTML = symbol(this.dataset.sprite, SYMBOLS[group] ?? "pin", `pin pin--${group}`, marker.state);
      element.setAttribute("aria-label", this.#name(marker));
      element.classList.toggle("is-chosen", marker === this.#own?.marker);
    });
  }

  #name({ place, state }) {
    return [place.name, place.kind, this.texts[state]].filter(Boolean).join(", ");
  }

  #clusterIcon(cluster) {
    const markers = cluster.getAllChildMarkers();
    const layer = this.#layers.find(({ markers: ours }) => ours.get(markers[0].place.id) === markers[0]);
    const open = markers.filter(({ state }) => state === "open").length;
    const size = markers.length > 99 ? " cluster--many" : "";
    const icon = window.L.divIcon({ className: "cluster-icon", iconSize: [44, 44] });
    return whenMade(icon, (element) => {
      element.innerHTML =
        `<svg class="cluster${size}" viewBox="0 0 44 44" aria-hidden="true">` +
        `<use href="${this.dataset.sprite}#cluster" width="44" height="44"></use>` +
        `<text class="cluster__number" x="22" y="22">${markers.length}</text></svg>`;
      const name = fill(this.texts.cluster, { label: layer.label, count: markers.length, open });
      element.setAttribute("aria-label", name);
    });
  }

  /** The place a detail page is about: a pin of its own, in the middle. */
  #addOwnPlace() {
    const { latitude, longitude, label, group, focus } = this.dataset;
    if (!latitude) return;
    const reference = this.#reference(focus);
    const layer = this.#layers.find(({ key }) => key === reference?.key);
    const known = layer?.data.places.get(reference.id);
    const place = known ?? { id: 0, name: label, kind: "", group, url: "", latitude: +latitude, longitude: +longitude };
    const source = known ? layer : { key: "", data: { stateOf: () => "unknown", nextChange: () => null }, markers: new Map() };
    this.#own = { layer: source, marker: this.#marker(source, place).setZIndexOffset(1000) };
    this.#own.marker.addTo(this.#map);
    this.#map.setView([+latitude, +longitude], CLOSEST, { animate: false });
  }

  // --- The set ------------------------------------------------------------------------------------------------------

  #showMatching() {
    const shown = unpackSet(this.dataset.matching);
    this.#layers.forEach(({ group, markers }, index) => {
      const wanted = index === 0 ? [...markers.values()].filter(({ place }) => shown(place.id)) : [...markers.values()];
      group.clearLayers();
      group.addLayers(wanted);
    });
    this.#popup?.remove();
    if (this.#own) return;
    const shownNow = this.#layers.flatMap(({ group }) => group.getLayers());
    const bounds = window.L.latLngBounds(shownNow.map((marker) => marker.getLatLng()));
    if (bounds.isValid()) this.#map.fitBounds(bounds, { padding: [36, 48], maxZoom: CLOSEST, animate: false });
  }

  /** Light the windows as of now, and come back when the next one changes. */
  #tick() {
    const now = this.#now();
    for (const layer of this.#layers) {
      let changed = false;
      for (const marker of [...layer.markers.values(), ...(this.#own?.layer === layer ? [this.#own.marker] : [])]) {
        const state = layer.data.stateOf(marker.place.id, now);
        if (state === marker.state) continue;
        marker.state = state;
        changed = true;
        this.#repaint(marker);
      }
      if (changed) layer.group.refreshClusters();
    }
    if (this.dataset.moment) return;
    const next = this.#layers.map(({ data }) => data.nextTransition(now)).filter(Boolean);
    if (!next.length) return;
    this.#timer = setTimeout(() => this.#tick(), Math.min(Math.min(...next) - now + 500, LONGEST_TIMEOUT));
  }

  /** In place: a new icon would lose the focus. A pin inside a cluster is painted when it comes out. */
  #repaint(marker) {
    const element = marker.getElement();
    if (!element) return;
    element.firstElementChild.dataset.state = marker.state;
    element.setAttribute("aria-label", this.#name(marker));
  }

  // --- Choosing -----------------------------------------------------------------------------------------------------

  #choose(layer, marker) {
    const { place, state } = marker;
    const next = layer.data.nextChange(place.id, this.#now());
    const content = document.createElement("div");
    content.className = "place-popup__body";
    content.innerHTML =
      `<p class="place-popup__name"></p>${place.kind ? `<p class="place-popup__kind">${escape(place.kind)}</p>` : ""}` +
      `<p class="state" data-state="${state}"><span class="state__window" aria-hidden="true"></span>` +
      `<span class="state__label">${escape(this.texts[state])}</span> ` +
      `<span class="state__detail">${escape(this.#nextInWords(state, next))}</span></p>`;
    const name = document.createElement(place.url ? "a" : "span");
    if (place.url) name.href = place.url;
    name.textContent = place.name;
    content.firstElementChild.append(name);
    this.#popup = window.L.popup({ className: "place-popup", offset: [0, -36], minWidth: 200, maxWidth: 280 })
      .setLatLng(marker.getLatLng())
      .setContent(content)
      .openOn(this.#map);
    this.#popup.opener = { layer, marker };
    const box = this.#popup.getElement();
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", place.name);
    const close = box.querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", this.texts.close);
    // Leaflet's button is a link to nowhere; its space bar is ours to press.
    close.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), close.click()));
    (place.url ? name : close).focus({ preventScroll: true });
    this.#markCard(layer, place);
    this.dispatchEvent(new CustomEvent("portal:place", { bubbles: true, detail: { layer: layer.key, id: place.id } }));
  }

  #nextInWords(state, next) {
    if (next === null || state === "unknown") return "";
    const timeZone = "Europe/Berlin";
    const language = document.documentElement.lang || "de";
    const day = (instant) => new Date(instant).toLocaleDateString(language, { timeZone });
    const clock = new Date(next).toLocaleTimeString(language, { timeZone, hour: "numeric", minute: "2-digit" });
    const time =
      day(next) === day(this.#now())
        ? fill(this.texts.today, { time: clock })
        : `${new Date(next).toLocaleDateString(language, { timeZone, weekday: "long" })} ${clock}`;
    return fill(state === "open" ? this.texts.closes : this.texts.opens, { time });
  }

  #focus(layer, marker) {
    const visible = layer.group?.hasLayer(marker) ? layer.group.getVisibleParent(marker) : marker;
    const element = visible?.getElement();
    element?.focus({ preventScroll: true });
    return Boolean(element);
  }

  #focusAwaited() {
    if (this.#awaited && this.#focus(this.#awaited.layer, this.#awaited.marker)) this.#awaited = null;
  }

  // --- The list beside it -------------------------------------------------------------------------------------------

  #listen() {
    const options = { signal: this.#listening.signal };
    const card = (event) => {
      const found = event.target.closest?.("[data-place]");
      return found && !found.contains(this) && !this.contains(found) ? found : null;
    };
    for (const name of ["pointerover", "focusin"]) {
      document.addEventListener(name, (event) => this.#light(card(event)?.dataset.place), options);
    }
    document.addEventListener(
      "click",
      (event) => {
        const button = event.target.closest?.("[data-portal-show-place]");
        if (button) this.#show(button.dataset.portalShowPlace);
      },
      options,
    );
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#popup?.isOpen()) return;
      event.stopPropagation();
      this.#popup.remove();
    });
    this.#map.on("moveend", () => this.#focusAwaited());
    this.#map.on("popupclose", ({ popup }) => {
      this.#markCard(null, null);
      if (popup.getElement().contains(document.activeElement)) this.#focus(popup.opener.layer, popup.opener.marker);
    });
  }

  /** "12" is place 12 of the first layer, "places:3" one of another. */
  #reference(text) {
    if (!text) return null;
    const [key, id] = text.includes(":") ? text.split(":") : [JSON.parse(this.dataset.layers)[0]?.key, text];
    return { key, id: Number(id) };
  }

  #find(text) {
    const reference = this.#reference(text);
    const layer = this.#layers.find(({ key }) => key === reference?.key);
    const marker = layer?.markers.get(reference.id);
    return marker && layer.group.hasLayer(marker) ? { layer, marker } : null;
  }

  #light(text) {
    this.#lit?.classList.remove("is-lit");
    const found = this.#find(text);
    this.#lit = found?.layer.group.getVisibleParent(found.marker)?.getElement() ?? null;
    this.#lit?.classList.add("is-lit");
  }

  /** Bring a place of the list into view and open it. */
  #show(text) {
    const found = this.#find(text);
    if (!found) return;
    this.scrollIntoView({ block: "nearest", behavior: prefersStillness() ? "auto" : "smooth" });
    found.layer.group.zoomToShowLayer(found.marker, () => this.#choose(found.layer, found.marker));
  }

  #markCard(layer, place) {
    document.querySelectorAll("[data-place].is-chosen").forEach((card) => card.classList.remove("is-chosen"));
    if (!place) return;
    const names = [`${layer.key}:${place.id}`, ...(layer === this.#layers[0] ? [String(place.id)] : [])];
    for (const card of document.querySelectorAll(names.map((name) => `[data-place="${name}"]`).join())) {
      if (card.contains(this)) continue;
      card.classList.add("is-chosen");
      if (!matchMedia(SIDE_BY_SIDE).matches) continue; // the map must not scroll away under the finger
      card.scrollIntoView({ block: "nearest", behavior: prefersStillness() ? "auto" : "smooth" });
    }
  }
}

/** The icon, with `finish(element)` called whenever Leaflet makes or takes up an element for it. */
function whenMade(icon, finish) {
  const create = icon.createIcon;
  icon.createIcon = function (...old) {
    const element = create.apply(this, old);
    finish(element);
    return element;
  };
  return icon;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

customElements.define("portal-map", PortalMap);
