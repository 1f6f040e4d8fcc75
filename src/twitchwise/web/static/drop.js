// A file dropped anywhere on the page lands in the form's field.
const input = document.querySelector('form.hand-in input[type="file"]');

document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer?.files.length) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
});
