// What every map of ours stands on: the frame folium has drawn, the ground, and manners towards the page around it.

const GRID = 500; // metres between two lines of the quiet grid on the ground
const METRES_PER_DEGREE = 111_320;
const NEAR = 14; // from this zoom on stations and markets have their names
const scripts = new Map();
const grounds = new Map();

/** Builds the named frame in `host`; resolves to the Leaflet map. `tools` is what the frame's script asks for. */
export async function buildStage(host, frame, tools = {}) {
  const { script, ground, sprite } = host.dataset;
  const texts = JSON.parse(host.dataset.texts);
  const [, drawn] = await Promise.all([once(scripts, script, loadScript), once(grounds, ground, loadJson)]);
  const stage = document.createElement("div");
  stage.className = "map__stage";
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", texts.map);
  // The frame looks for the container by this name; a second map on the page wants to use it, too.
  stage.id = `map_${frame}`;
  host.append(stage);
  const map = window.portalMapFrames[frame]({ animate: !prefersStillness(), ...tools });
  stage.removeAttribute("id");
  drawGround(map, drawn, sprite);
  leaveScrollingToThePage(map, host, texts);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(stage);
  return map;
}

/** Calls `start` once, when the element comes near what is seen: a map in a closed tab or far below costs nothing. */
export function whenNear(element, start) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      start();
    },
    { rootMargin: "200px" },
  );
  observer.observe(element);
}

export function prefersStillness() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Markup of a sprite's symbol. */
export function symbol(sprite, name, className, state = "") {
  const light = state && ` data-state="${state}"`;
  return `<svg class="${className}"${light} aria-hidden="true"><use href="${sprite}#${name}"></use></svg>`;
}

export function escape(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}

function once(known, url, load) {
  if (!known.has(url)) {
    const promise = load(url);
    promise.catch(() => known.delete(url));
    known.set(url, promise);
  }
  return known.get(url);
}

function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${url} could not be loaded`));
    document.head.append(script);
  });
}

async function loadJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** Under the tiles, so that it shows where there are none. */
function drawGround(map, ground, sprite) {
  const { L } = window;
  map.createPane("ground").style.zIndex = 150;
  map.createPane("ground-labels").style.zIndex = 160; // Leaflet sinks markers north of the middle below their pane's lines
  const still = { pane: "ground", interactive: false, keyboard: false };
  for (const { properties, geometry } of ground.features) {
    if (geometry.type === "Polygon") {
      const rings = geometry.coordinates.map((ring) => ring.map(([longitude, latitude]) => [latitude, longitude]));
      L.polygon(rings, { ...still, className: "ground__land" }).addTo(map);
      L.polyline(grid(L.latLngBounds(rings[0])), { ...still, className: "ground__grid" }).addTo(map);
    } else {
      const [longitude, latitude] = geometry.coordinates;
      const { kind, name, note, district } = properties;
      const icon = L.divIcon({
        className: `ground-label ground-label--${kind}${district ? " ground-label--district" : ""}`,
        iconSize: null,
        html:
          symbol(sprite, `pin-${kind}`, `pin pin--${kind}`) +
          `<span class="ground-label__name">${escape(name)}</span>` +
          (note ? `<span class="ground-label__note">${escape(note)}</span>` : ""),
      });
      L.marker([latitude, longitude], { ...still, pane: "ground-labels", icon }).addTo(map);
    }
  }
  map.attributionControl.addAttribution(escape(ground.attribution));
  const mark = () => map.getContainer().classList.toggle("map__stage--near", map.getZoom() >= NEAR);
  map.on("zoomend", mark);
  mark();
}

function grid(bounds) {
  const up = GRID / METRES_PER_DEGREE;
  const across = up / Math.cos((bounds.getCenter().lat * Math.PI) / 180);
  const lines = [];
  for (let latitude = bounds.getSouth(); latitude < bounds.getNorth(); latitude += up) {
    lines.push([[latitude, bounds.getWest()], [latitude, bounds.getEast()]]);
  }
  for (let longitude = bounds.getWest(); longitude < bounds.getEast(); longitude += across) {
    lines.push([[bounds.getSouth(), longitude], [bounds.getNorth(), longitude]]);
  }
  return lines;
}

/** The wheel and one finger scroll the page. The map zooms with Ctrl, and moves with two fingers or after a tap on its button. */
function leaveScrollingToThePage(map, host, texts) {
  const { L } = window;
  const stage = map.getContainer();
  const hint = document.createElement("p");
  hint.className = "map__hint";
  hint.textContent = texts.wheel;
  hint.hidden = true;
  host.append(hint);
  let hiding = 0;
  host.addEventListener(
    "wheel",
    (event) => {
      const wanted = event.ctrlKey || event.metaKey;
      map.scrollWheelZoom[wanted ? "enable" : "disable"]();
      hint.hidden = wanted;
      clearTimeout(hiding);
      hiding = setTimeout(() => (hint.hidden = true), 1500);
    },
    { capture: true, passive: true },
  );

  if (!matchMedia("(pointer: coarse)").matches) return;
  map.dragging.disable();
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "map__handle";
    button.textContent = texts.handle;
    button.setAttribute("aria-pressed", "false");
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => {
      const holding = !map.dragging.enabled();
      map.dragging[holding ? "enable" : "disable"]();
      button.setAttribute("aria-pressed", String(holding));
      stage.classList.toggle("map__stage--held", holding);
    });
    return button;
  };
  control.addTo(map);
}
