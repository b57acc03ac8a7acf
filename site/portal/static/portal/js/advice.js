// Hides what belongs to a way of reaching people that was not chosen. Without this file all fields stand there.

const ways = document.querySelectorAll('input[name="reach"]');
function showChosen() {
  const chosen = document.querySelector('input[name="reach"]:checked')?.value;
  for (const way of ["email", "phone"]) {
    const field = document.getElementById(`id_${way}`)?.closest(".field");
    if (field) field.hidden = way !== chosen;
  }
}
if (ways.length) {
  ways.forEach((way) => way.addEventListener("change", showChosen));
  showChosen();
}
