// Tells the site that a page was seen, a number tapped, a way asked for. A number goes up by one; nothing is stored here
// or sent along: no cookie, no identifier. Whoever switches scripts off is not counted.

const counted = new Set();

function count(kind, businesses) {
  const fresh = businesses.filter((id) => id && !counted.has(`${kind} ${id}`)); // once a page load
  if (!fresh.length) return;
  fresh.forEach((id) => counted.add(`${kind} ${id}`));
  const body = new URLSearchParams([["was", kind], ...fresh.map((id) => ["laden", id])]);
  navigator.sendBeacon("/zaehlen/", body);
}

const page = document.querySelector("[data-portal-count-page]");
if (page) {
  const id = page.dataset.portalCountPage;
  count("page", [id]);
  const address = new URL(location.href);
  if (address.searchParams.get("von") === "schild") {
    count("qr", [id]);
    address.searchParams.delete("von");
    history.replaceState(null, "", address); // a reload or a shared link is no scan
  }
  page.addEventListener("click", (event) => {
    const kind = event.target.closest("[data-portal-count]")?.dataset.portalCount;
    if (kind) count(kind, [id]);
  });
}

export function countFound(results) {
  count("search", [...results.querySelectorAll("[data-place]")].map((card) => card.dataset.place));
}
