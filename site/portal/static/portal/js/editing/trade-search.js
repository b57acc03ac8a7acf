// [data-portal-trade-search]: the search for a trade answers while one types; without this file its button does it.

const MOST = 8;

function fold(text) {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{Mark}/gu, "").trim();
}

for (const host of document.querySelectorAll("[data-portal-trade-search]")) {
  const typed = host.querySelector("input[name=find]");
  const select = host.querySelector("select");
  const results = host.querySelector("[data-portal-trade-results]");
  const trades = [...select.options]
    .filter((option) => option.value)
    .map((option) => ({
      value: option.value,
      name: option.text,
      words: [option.text, ...(option.dataset.words ?? "").split("\n")].map(fold).filter(Boolean),
    }));
  host.querySelector("button[name=search]").closest("p").hidden = true;

  const fit = ({ words }, wanted) => {
    if (words[0].startsWith(wanted)) return 4;
    if (words[0].includes(wanted)) return 3;
    if (words.some((word) => word.startsWith(wanted))) return 2;
    return words.some((word) => word.includes(wanted)) ? 1 : 0;
  };

  const button = ({ value, name }) => {
    const item = document.createElement("li");
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.textContent = name;
    chip.addEventListener("click", () => {
      select.value = value;
      typed.value = "";
      results.replaceChildren();
      select.focus();
    });
    item.append(chip);
    return item;
  };

  typed.addEventListener("input", () => {
    const wanted = fold(typed.value);
    const found = wanted.length < 2 ? [] : trades.filter((trade) => fit(trade, wanted));
    found.sort((one, other) => fit(other, wanted) - fit(one, wanted));
    const list = document.createElement("ul");
    list.className = "chips";
    list.append(...found.slice(0, MOST).map(button));
    results.replaceChildren(...(found.length ? [list] : []));
  });
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // would save the form
    results.querySelector("button")?.focus();
  });
}
