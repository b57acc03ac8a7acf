// While somebody suggests a business: what may be meant is shown below the address, as the server would show it after
// sending. Without this module the question comes once, after the first try.

const PAUSE = 500; // milliseconds without a key
const ASKED = ["name", "category", "street", "house_number", "phone", "website"];

for (const form of document.querySelectorAll("[data-portal-similar]")) {
  const results = form.querySelector("[data-portal-similar-results]");
  let timer = 0;
  let asked = "";
  let running = null;

  async function look() {
    const params = new URLSearchParams(ASKED.map((name) => [name, form.elements[name]?.value ?? ""]));
    if (params.toString() === asked) return;
    asked = params.toString();
    if (form.elements.different?.checked) params.set("different", "1");
    running?.abort();
    running = new AbortController();
    try {
      const response = await fetch(`${form.dataset.portalSimilar}?${params}`, { signal: running.signal });
      if (!response.ok) return;
      const markup = await response.text();
      if (results.innerHTML.trim() !== markup.trim()) results.innerHTML = markup;
    } catch (error) {
      if (error.name !== "AbortError") asked = ""; // no network: the question comes with sending
    }
  }

  form.addEventListener("input", (event) => {
    if (!ASKED.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}
