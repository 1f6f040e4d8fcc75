// Sending a recording: how far it is, and a way to stop. Without this the form sends itself.
import { send } from "./sending.js";

for (const form of document.querySelectorAll("form.hand-in")) {
  const failed = form.querySelector(".failed");
  const fileInputs = [...form.querySelectorAll('input[type="file"]')];

  // Only one of the two counts: the one that was used last.
  for (const input of fileInputs) {
    input.addEventListener("change", () => {
      failed.classList.add("hidden");
      if (!input.files.length) return;
      for (const other of fileInputs) if (other !== input) other.value = "";
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const file = fileInputs.flatMap((input) => [...input.files])[0];
    const say = (words) => {
      failed.textContent = words;
      failed.classList.remove("hidden");
    };
    if (!file) return say(form.dataset.empty);
    if (file.size > Number(form.dataset.largest)) return say(form.dataset.tooLarge);
    failed.classList.add("hidden");
    send(form, new FormData(form), say);
  }, { capture: true });
}
