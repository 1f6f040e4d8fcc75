// Small comforts on every page; each page works without them.

// A second tap on a button that sends something does not send it twice.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button:not([name])")) {
      button.setAttribute("aria-disabled", "true");
      button.addEventListener("click", (event) => event.preventDefault());
    }
  });
}

// The back button shows a page as it was left, not with a sent form.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
