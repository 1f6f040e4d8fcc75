// Sending files: how far it is, and a way to stop. Without this the form sends itself.
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
      form.querySelector("button:not([type])").scrollIntoView({ block: "center" }); // what comes next is seen
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const files = fileInputs.flatMap((input) => [...input.files]);
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const say = (words) => {
      failed.textContent = words;
      failed.classList.remove("hidden");
    };
    if (!files.length) return say(form.dataset.empty);
    if (files.length > Number(form.dataset.most ?? 1)) return say(form.dataset.tooMany);
    if (size > Number(form.dataset.largest)) return say(files.length > 1 ? form.dataset.tooLargeTogether : form.dataset.tooLarge);
    failed.classList.add("hidden");
    send(form, new FormData(form), say);
  }, { capture: true });
}
