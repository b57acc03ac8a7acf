// [data-portal-focus]: a tap on the picture says exactly what must not be cut off; without it, one of nine fields does.

for (const host of document.querySelectorAll("[data-portal-focus]")) {
  const grid = host.querySelector(".focus-point__grid");
  const name = grid.querySelector("input").name;
  const mark = Object.assign(document.createElement("span"), { className: "focus-point__mark", hidden: true });
  const exact = Object.assign(document.createElement("input"), { type: "hidden", name, disabled: true });
  grid.append(mark, exact);

  grid.addEventListener("click", (event) => {
    if (event.detail === 0) {
      clear(); // chosen by keyboard: the field counts
      return;
    }
    if (!event.target.matches("input")) event.preventDefault(); // the label would click its field once more
    const { left, top, width, height } = grid.getBoundingClientRect();
    const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height].map((share) =>
      Math.min(Math.max(share, 0), 1),
    );
    exact.value = `${plain(x)},${plain(y)}`;
    exact.disabled = false;
    mark.hidden = false;
    mark.style.insetInlineStart = `${x * 100}%`;
    mark.style.insetBlockStart = `${y * 100}%`;
    host.classList.add("focus-point--exact");
  });

  function clear() {
    exact.disabled = true;
    mark.hidden = true;
    host.classList.remove("focus-point--exact");
  }
}

function plain(share) {
  return String(Math.round(share * 1000) / 1000);
}
