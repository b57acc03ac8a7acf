// A list of suggestions knows one value; after each comma this offers them again, behind what is there already.

const field = document.querySelector("input[list=key-words]");
const options = document.getElementById("key-words");
if (field && options) {
  const words = [...options.options].map((option) => option.value);
  field.addEventListener("input", () => {
    const typed = field.value.slice(0, field.value.lastIndexOf(",") + 1).trim();
    const there = new Set(typed.split(",").map((word) => word.trim().toLowerCase()));
    options.replaceChildren(
      ...words
        .filter((word) => !there.has(word.toLowerCase()))
        .map((word) => Object.assign(document.createElement("option"), { value: typed ? `${typed} ${word}` : word })),
    );
  });
}
