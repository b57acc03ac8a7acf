// [data-portal-counter]: how many characters are left in a text that may have only so many.

const NEAR_THE_END = 200; // characters; before that nobody needs to hear of it

for (const host of document.querySelectorAll("[data-portal-counter]")) {
  const field = host.querySelector("textarea[maxlength]");
  const line = document.createElement("p");
  line.className = "counter";
  line.setAttribute("role", "status");
  field.after(line);
  const show = () => {
    const left = field.maxLength - field.value.length;
    line.textContent = left <= NEAR_THE_END ? `${field.value.length} / ${field.maxLength}` : "";
    line.classList.toggle("counter--full", left <= 0);
  };
  field.addEventListener("input", show);
  show();
}
