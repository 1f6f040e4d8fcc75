// The pictures and the list of a body map say the same, and what is chosen stands below in words.

// Escape puts a name away that lies over the picture; the next dot shows its own again.
for (const map of document.querySelectorAll(".body-map")) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.classList.add("hushed");
  });
  for (const begins of ["focusin", "pointerover"]) {
    map.addEventListener(begins, (event) => {
      if (event.target.closest(".dot")) map.classList.remove("hushed");
    });
  }
}

for (const link of document.querySelectorAll(".body-map .turns a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(link.hash.slice(1))?.scrollIntoView({ block: "nearest", inline: "start" });
  });
}

for (const map of document.querySelectorAll(".body-map[data-name]")) {
  const dots = [...map.querySelectorAll('.dot input')];
  const list = map.querySelector("select");
  const chosen = map.querySelector(".chosen");
  const outside = map.closest("details")?.querySelector(":scope > summary .chosen-site");
  if (!dots.length || !list) continue;

  const nameOf = (dot) => dot.parentElement.querySelector(".name").textContent;
  const tell = () => {
    const names = dots.filter((dot) => dot.checked).map(nameOf);
    if (chosen) chosen.textContent = names.join(", ");
    if (outside && names.length) outside.textContent = names.join(", ");
  };

  for (const dot of dots) {
    dot.addEventListener("change", () => {
      if (list.multiple) {
        const option = [...list.options].find((each) => each.value === dot.value);
        if (option) option.selected = dot.checked;
      } else {
        list.value = dot.value;
      }
      tell();
    });
  }
  // A finger that has chosen its one place need not scroll past the rest of the body; a keyboard stays where it is.
  const fold = map.closest("details.where");
  if (fold && !list.multiple) {
    for (const dot of dots) {
      dot.addEventListener("click", (event) => {
        if (event.detail === 0) return;
        fold.open = false;
        fold.querySelector("summary").focus({ preventScroll: true });
        fold.scrollIntoView({ block: "nearest" });
      });
    }
  }
  list.addEventListener("change", () => {
    const values = new Set([...list.selectedOptions].map((option) => option.value));
    for (const dot of dots) dot.checked = values.has(dot.value);
    tell();
  });
  if (list.multiple) {
    for (const option of list.options) {
      const dot = dots.find((each) => each.value === option.value);
      option.selected = Boolean(dot?.checked);
    }
  }
  tell();
}
