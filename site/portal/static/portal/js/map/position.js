// <portal-position>: two number fields of a form become a pin on a map. The numbers stay what is sent.

import { buildStage, symbol, whenNear } from "./stage.js";

const STEP = 2; // pixels an arrow key moves the pin; ten times as much with Shift
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

class PortalPosition extends HTMLElement {
  #map = null;
  #marker = null;

  connectedCallback() {
    if (this.stage) return;
    this.texts = JSON.parse(this.dataset.texts);
    this.fields = ["latitude", "longitude"].map((name) => this.querySelector(`input[name$="${name}"]`));
    this.#addControls();
    whenNear(this.stage, () => this.#start());
  }

  async #start() {
    this.#map = await buildStage(this.stage, "position");
    this.#map.on("click", ({ latlng }) => this.#moveTo(latlng));
    this.#follow();
    if (this.#marker) this.#map.setView(this.#marker.getLatLng(), this.#map.getZoom(), { animate: false });
  }

  #addControls() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary button--quiet position__search";
    button.textContent = this.texts.search;
    button.addEventListener("click", () => this.#search(button));
    this.message = document.createElement("p");
    this.message.className = "position__message";
    this.message.setAttribute("role", "status");
    this.message.textContent = this.texts.help;
    this.stage = document.createElement("div");
    this.stage.className = "map map--position";
    Object.assign(this.stage.dataset, this.dataset);
    this.append(button, this.message, this.stage);
    for (const field of this.fields) field.addEventListener("input", () => this.#follow());
  }

  /** The pin goes where the numbers say, and away when there are none. */
  #follow() {
    const [latitude, longitude] = this.fields.map(({ value }) => (value.trim() ? Number(value) : NaN));
    if (Number.isFinite(latitude) && Number.isFinite(longitude)) {
      this.#pinAt([latitude, longitude]);
    } else {
      this.#marker?.remove();
      this.#marker = null;
    }
  }

  #pinAt(position) {
    if (!this.#map) return; // drawn when the map is
    if (this.#marker) {
      this.#marker.setLatLng(position);
      return;
    }
    const { L } = window;
    const html = symbol(this.dataset.sprite, "pin", "pin", "open");
    const icon = L.divIcon({ className: "pin-icon", iconSize: [44, 48], iconAnchor: [22, 46], html });
    this.#marker = L.marker(position, { icon, draggable: true, autoPan: true }).addTo(this.#map);
    this.#marker.getElement().setAttribute("aria-label", this.texts.pin);
    this.#marker.on("dragend", () => this.#write(this.#marker.getLatLng()));
    this.#marker.on("keydown", ({ originalEvent: event }) => {
      const direction = ARROWS[event.key];
      if (!direction) return;
      event.preventDefault();
      const step = event.shiftKey ? 10 * STEP : STEP;
      const point = this.#map.latLngToLayerPoint(this.#marker.getLatLng());
      this.#moveTo(this.#map.layerPointToLatLng(point.add([direction[0] * step, direction[1] * step])));
    });
  }

  #moveTo(position) {
    this.#pinAt(position);
    this.#write(position);
  }

  #write({ lat, lng }) {
    const numbers = [lat, lng];
    this.fields.forEach((field, index) => {
      field.value = numbers[index].toFixed(6);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  async #search(button) {
    const { form } = this.fields[0];
    const prefix = this.fields[0].name.match(/^(.*-)?/)[0]; // of a form in a set of forms
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken")?.value ?? "");
    for (const [name, field] of Object.entries(JSON.parse(this.dataset.address))) {
      const typed = form.elements.namedItem(prefix + field) ?? form.elements.namedItem(field);
      body.set(name, typed?.value ?? "");
    }
    button.disabled = true;
    this.message.textContent = this.texts.searching;
    try {
      const response = await fetch(this.dataset.search, { method: "POST", body, headers: { Accept: "application/json" } });
      if (![200, 400, 404, 503].includes(response.status)) throw new Error(`${this.dataset.search}: ${response.status}`);
      const found = await response.json();
      this.message.textContent = found.message;
      if (!response.ok) return;
      this.#moveTo({ lat: found.latitude, lng: found.longitude });
      this.#map?.setView([found.latitude, found.longitude], 17, { animate: false });
    } catch (error) {
      // Whatever went wrong, what was typed stays, and the pin can be set by hand.
      this.message.textContent = this.texts.failed;
      console.warn(error);
    } finally {
      button.disabled = false;
      button.focus();
    }
  }
}

customElements.define("portal-position", PortalPosition);
