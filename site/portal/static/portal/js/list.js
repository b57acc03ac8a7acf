// The directory's list without page loads: links and the search form fetch the same address a browser without
// JavaScript would load, and only the results and the map's set are exchanged. The server filters; nothing is decided here.

const list = document.querySelector("[data-portal-list]");
const STALE_AFTER = 5 * 60 * 1000; // states in words are of the moment of loading
let loadedAt = Date.now();
let shown = location.search;
let running = null;

// Only what somebody searched or filtered for counts as found; the plain list needs no more scripts.
async function countFound() {
  const results = list.querySelector("[data-portal-count-found]");
  if (results) (await import("./counting.js")).countFound(results);
}

function isOurs(url) {
  return url.origin === location.origin && url.pathname === location.pathname;
}

async function show(url, { push = true, focus = true } = {}) {
  running?.abort();
  running = new AbortController();
  list.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { signal: running.signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(String(response.status));
    exchange(new DOMParser().parseFromString(await response.text(), "text/html"));
    if (push) history.pushState(null, "", url);
    if (focus) list.querySelector("#ergebnis")?.focus({ preventScroll: true });
    shown = new URL(url).search;
    loadedAt = Date.now();
    list.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name === "AbortError") return;
    location.assign(url); // the plain way still works, and shows what went wrong
  }
}

function exchange(page) {
  const open = list.querySelector("[data-portal-keep-open]")?.open;
  const results = page.querySelector("[data-portal-swap='results']");
  list.querySelector("[data-portal-swap='results']").replaceWith(results);
  const filters = list.querySelector("[data-portal-keep-open]");
  if (filters && open) filters.open = true;
  const form = page.querySelector(".search-box");
  if (form) {
    const field = list.querySelector(".search-box__field");
    const typing = document.activeElement === field;
    if (!typing) field.value = form.querySelector(".search-box__field").value;
    const ours = list.querySelector(".search-box");
    ours.querySelectorAll("input[type=hidden]").forEach((input) => input.remove());
    form.querySelectorAll("input[type=hidden]").forEach((input) => ours.append(input));
  }
  const map = list.querySelector("portal-map");
  const matching = page.querySelector("portal-map")?.dataset.matching ?? "";
  if (map && map.dataset.matching !== matching) map.dataset.matching = matching;
  document.title = page.title;
  const count = list.querySelector("#ergebnis");
  list.querySelector("[data-portal-announce]").textContent = count ? count.textContent.trim() : "";
  countFound();
}

list.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const url = new URL(link.href);
  if (!isOurs(url) || (url.hash && url.search === location.search)) return;
  event.preventDefault();
  show(url.href);
});

list.addEventListener("submit", (event) => {
  const form = event.target.closest(".search-box");
  if (!form) return;
  event.preventDefault();
  const url = new URL(form.action);
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== "")).toString();
  show(url.href);
});

addEventListener("popstate", () => {
  // A step to "#karte" on the same page is no new question.
  if (location.search !== shown) show(location.href, { push: false, focus: false });
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && Date.now() - loadedAt > STALE_AFTER) {
    show(location.href, { push: false, focus: false });
  }
});

countFound();
