// [data-portal-reorder]: photos change places without loading the page; by their buttons, or dragged by the picture.

for (const list of document.querySelectorAll("[data-portal-reorder]")) {
  const status = list.parentElement.querySelector("[data-portal-reorder-status]");
  const items = () => [...list.children];

  const announce = (item) => {
    const place = items().indexOf(item) + 1;
    status.textContent = list.dataset.textMoved.replace("%(place)s", place).replace("%(count)s", items().length);
  };

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=move]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li");
    const goesUp = button.value.endsWith(":up");
    const other = goesUp ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (goesUp) other.before(item);
    else other.after(item);
    button.focus();
    announce(item);
  });

  // With this script every photo has both ways; at the ends one of them does nothing.
  for (const item of items()) {
    const row = item.querySelector(".photo-desk__moves");
    const number = item.querySelector("input[name=order]").value;
    for (const direction of ["up", "down"]) {
      if (row.querySelector(`[value$=":${direction}"]`)) continue;
      const model = list.querySelector(`button[name=move][value$=":${direction}"]`);
      if (!model) continue;
      const button = model.cloneNode(true);
      button.value = `${number}:${direction}`;
      if (direction === "up") row.prepend(button);
      else row.append(button);
    }
    dragging(item);
  }

  function dragging(item) {
    const handle = item.querySelector(".photo-desk__picture");
    handle.classList.add("photo-desk__handle");
    handle.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse") return; // a finger scrolls the page; it has the buttons
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      item.classList.add("is-dragged");
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const other = items().find((candidate) => {
        const { top, bottom } = candidate.getBoundingClientRect();
        return candidate !== item && event.clientY > top && event.clientY < bottom;
      });
      if (!other) return;
      const { top, height } = other.getBoundingClientRect();
      if (event.clientY < top + height / 2) other.before(item);
      else other.after(item);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      handle.addEventListener(end, (event) => {
        if (!item.classList.contains("is-dragged")) return;
        handle.releasePointerCapture(event.pointerId);
        item.classList.remove("is-dragged");
        announce(item);
      });
    }
  }
}
