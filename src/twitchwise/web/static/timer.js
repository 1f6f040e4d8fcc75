// A countdown, or a stopwatch whose time goes into the field. Without this a watch does as well.
for (const timer of document.querySelectorAll(".timer")) {
  const button = timer.querySelector("button");
  const shown = timer.querySelector(".left");
  const total = Number(timer.dataset.seconds);
  let began = 0;
  let ticking = 0;

  const show = (seconds) => { shown.textContent = total ? Math.ceil(seconds) : seconds.toFixed(1); };
  const stop = () => {
    clearInterval(ticking);
    ticking = 0;
    button.textContent = button.dataset.start;
  };
  const tick = () => {
    const gone = (performance.now() - began) / 1000;
    if (!total) return show(gone);
    show(Math.max(total - gone, 0));
    if (gone >= total) {
      stop();
      navigator.vibrate?.([200, 100, 200]);
    }
  };

  button.addEventListener("click", () => {
    if (!ticking) {
      began = performance.now();
      button.textContent = button.dataset.stop;
      ticking = setInterval(tick, 100);
      return;
    }
    const gone = (performance.now() - began) / 1000;
    stop();
    if (total) return show(total);
    show(gone);
    const field = document.querySelector('input[name^="value-"]');
    if (field) field.value = gone.toFixed(1);
  });
  show(total);
  timer.classList.remove("hidden");
}
