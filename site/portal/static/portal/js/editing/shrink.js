// [data-portal-shrink]: photos are made smaller before they are sent, because a phone's data are its owner's money.
// Nothing is lost when that does not work: then the file goes as it is, and the server says what is wrong with it.

const LONGEST_SIDE = 2400; // pixels; the server keeps no more
const SMALL = 1_500_000; // bytes; below that it is not worth it
const QUALITY = 0.88;

for (const host of document.querySelectorAll("[data-portal-shrink]")) {
  const input = host.querySelector("input[type=file]");
  const { form } = input;
  let work = null; // while photos are being made smaller

  input.addEventListener("change", () => {
    const chosen = [...input.files];
    const mine = Promise.all(chosen.map(shrunk)).then((files) => {
      if (work !== mine) return; // others were chosen since
      work = null;
      if (files.every((file, index) => file === chosen[index])) return;
      const transfer = new DataTransfer();
      files.forEach((file) => transfer.items.add(file));
      input.files = transfer.files;
    });
    work = mine;
  });

  form.addEventListener("submit", async (event) => {
    if (!work) return;
    event.preventDefault();
    const { submitter } = event;
    while (work) await work;
    setTimeout(() => form.requestSubmit(submitter)); // not before this event has ended: it would be ignored
  });
}

async function shrunk(file) {
  if (file.size < SMALL && file.type === "image/jpeg") return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size < SMALL) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff"; // behind what is transparent
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return blob ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file; // no picture this browser can read
  }
}
