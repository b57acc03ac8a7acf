// The places of a layer, read from the compact form that maps/places.py documents: who is open when, and who is in a set.

const STATES = ["closed", "open", "unknown"];
const UNITS_PER_DEGREE = 1e5;
const MINUTE = 60_000;
const LETTERS = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
const loading = new Map();

/** The layer at an address, fetched once a page. Rejects when it cannot be had; the next call tries again. */
export function loadPlaces(url) {
  if (!loading.has(url)) {
    const promise = fetchPlaces(url);
    promise.catch(() => loading.delete(url));
    loading.set(url, promise);
  }
  return loading.get(url);
}

async function fetchPlaces(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new PlaceLayer(await response.json());
}

/** The slug that follows from a name; the same rule as derived_slug() in maps/places.py. */
export function derivedSlug(name) {
  return name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** A test `id => boolean` for a set as maps/matching.py packs it: base64 of a bit field. No text stands for every place. */
export function unpackSet(packed) {
  if (!packed) return () => true;
  const bytes = atob(packed);
  return (id) => ((bytes.charCodeAt(id >> 3) >> (id & 7)) & 1) === 1;
}

export class PlaceLayer {
  /** `places` maps ids to {id, name, url, latitude, longitude, kind, group, hours}. */
  constructor(data) {
    this.start = Date.parse(data.from);
    this.span = data.span;
    this.schedules = data.schedules.map(readSchedule);
    this.places = new Map();
    let id = 0;
    data.ids.forEach((step, index) => {
      id += step;
      const [kind, group] = data.kinds[data.kind[index]];
      const name = data.name[index];
      this.places.set(id, {
        id,
        name,
        kind,
        group: data.groups[group],
        url: data.url.replace("{slug}", data.slug[index] || derivedSlug(name)),
        latitude: (data.origin[0] + data.lat[index]) / UNITS_PER_DEGREE,
        longitude: (data.origin[1] + data.lon[index]) / UNITS_PER_DEGREE,
        hours: data.hours[index],
      });
    });
  }

  /** "open", "closed" or "unknown" at an instant in milliseconds; `id` may be the text of a `data-place`. */
  stateOf(id, now = Date.now()) {
    const place = this.places.get(Number(id));
    const minute = (now - this.start) / MINUTE;
    if (!place || minute < 0 || minute >= this.span) return "unknown";
    const schedule = this.schedules[place.hours];
    return STATES[schedule.states[lastUpTo(schedule.minutes, minute)]];
  }

  /** The instant at which the place's state changes next, in milliseconds; null when none is known. */
  nextChange(id, now = Date.now()) {
    const place = this.places.get(Number(id));
    return place ? this.#changeAfter(this.schedules[place.hours], now) : null;
  }

  /** The instant at which any place's state changes next; null when none is known. */
  nextTransition(now = Date.now()) {
    const end = this.start + this.span * MINUTE;
    const changes = this.schedules.map((schedule) => this.#changeAfter(schedule, now)).filter(Boolean);
    if (now < end) changes.push(end); // from then on everything is unknown
    return changes.length ? Math.min(...changes) : null;
  }

  #changeAfter(schedule, now) {
    const minute = (now - this.start) / MINUTE;
    const next = schedule.minutes[lastUpTo(schedule.minutes, minute) + 1];
    return next === undefined || next >= this.span ? null : this.start + next * MINUTE;
  }
}

function readSchedule(row) {
  const minutes = [0];
  const states = [row[0]];
  for (let index = 1; index < row.length; index += 2) {
    minutes.push(minutes.at(-1) + row[index]);
    states.push(row[index + 1]);
  }
  return { minutes, states };
}

/** Index of the last of the rising numbers that is not greater than `limit`; -1 when all are. */
function lastUpTo(numbers, limit) {
  let index = numbers.length - 1;
  while (index >= 0 && numbers[index] > limit) index -= 1;
  return index;
}
