// Moves through time without asking for a page; without this, the list and the links do the same.

const slider = document.querySelector(".slider");
const select = document.querySelector("#step");
const line = document.querySelector(".now-at");

if (slider && select && line) {
  const dots = [...document.querySelectorAll(".spread-map .dot")];
  const show = (step) => {
    let n = 0;
    for (const dot of dots) {
      const first = Number(dot.dataset.step);
      dot.classList.toggle("hidden", first > step);
      dot.classList.toggle("marked", first <= step);
      dot.classList.toggle("fresh", first === step);
      n += first <= step ? 1 : 0;
    }
    const words = n === 1 ? line.dataset.one : line.dataset.many;
    const values = { n: String(n), when: select.options[step - 1].text };
    line.textContent = words.replace(/\{(n|when)\}/g, (_, name) => values[name]);
    select.value = String(step);
    slider.setAttribute("aria-valuetext", values.when);
  };
  slider.classList.remove("hidden");
  slider.addEventListener("input", () => show(Number(slider.value)));
  select.addEventListener("change", () => {
    slider.value = select.value;
    show(Number(select.value));
  });
}
