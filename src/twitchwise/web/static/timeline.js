// A timeline that can be zoomed, in the very place of the long drawing, once the chart library is there.

const box = document.querySelector(".zoomable");
const LEAST_S = 0.5;
const GROW = 2;

function lookOf(ink) {
  const quiet = { color: ink, opacity: 0.3 };
  return {
    background: null,
    font: "sans-serif",
    view: { stroke: null },
    axis: {
      labelColor: ink, titleColor: ink, labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal",
      domainColor: ink, domainOpacity: 0.3, tickColor: ink, tickOpacity: 0.3, gridColor: ink, gridOpacity: 0.08,
    },
    rule: quiet,
    text: { color: ink },
  };
}

async function draw() {
  const [answer] = await Promise.all([fetch(box.dataset.chart), import(box.dataset.library)]);
  const chart = await answer.json();
  const whole = chart.params.find((each) => each.name === "until_s").value;
  const place = box.querySelector(".canvas");
  const widthOf = () => Math.max((place.clientWidth) - 104, 160); // the names in front of the lanes
  for (const panel of chart.vconcat) panel.width = widthOf();
  const ink = getComputedStyle(document.body).color;
  // Interpreted, never compiled: the page forbids code made out of text.
  const { view } = await window.vegaEmbed(place, chart, {
    ast: true, actions: false, renderer: "canvas", defaultStyle: false, tooltip: false, logLevel: 1, config: lookOf(ink),
  });
  box.classList.add("drawn");
  for (const button of box.querySelectorAll("button[data-act]")) button.disabled = false;

  let from = 0;
  let until = whole;
  const told = box.querySelector(".stretch");
  const show = (begin, length) => {
    const width = Math.min(Math.max(length, Math.min(LEAST_S, whole)), whole);
    from = Math.min(Math.max(begin, 0), whole - width);
    until = from + width;
    view.signal("from_s", from).signal("until_s", until).runAsync();
    told.textContent = told.dataset.words.replace("{from}", from.toFixed(1)).replace("{to}", until.toFixed(1));
  };
  const zoom = (factor, at = 0.5) => show(from + (until - from) * at * (1 - factor), (until - from) * factor);
  const move = (share) => show(from + (until - from) * share, until - from);
  const act = {
    closer: () => zoom(1 / GROW), wider: () => zoom(GROW), earlier: () => move(-0.5), later: () => move(0.5), all: () => show(0, whole),
  };
  for (const button of box.querySelectorAll("button[data-act]")) button.addEventListener("click", () => act[button.dataset.act]());

  const share = (event) => {
    const area = place.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - area.left - 86) / (area.width - 104), 0), 1);
  };
  place.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // the page scrolls
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1 / 1.2 : 1.2, share(event));
  }, { passive: false });
  place.addEventListener("dblclick", (event) => zoom(1 / GROW, share(event)));
  const down = new Map();
  place.addEventListener("pointerdown", (event) => {
    down.set(event.pointerId, event.clientX);
    place.setPointerCapture(event.pointerId);
  });
  place.addEventListener("pointermove", (event) => {
    if (!down.has(event.pointerId)) return;
    const before = [...down.values()];
    const last = down.get(event.pointerId);
    down.set(event.pointerId, event.clientX);
    if (down.size === 1) {
      move((last - event.clientX) / widthOf());
    } else if (down.size === 2) {
      const [a, b] = [...down.values()];
      const spread = Math.abs(before[0] - before[1]) / Math.max(Math.abs(a - b), 1);
      zoom(spread);
    }
  });
  for (const name of ["pointerup", "pointercancel"]) place.addEventListener(name, (event) => down.delete(event.pointerId));
  show(0, whole);
}

if (box) draw().catch(() => box.classList.add("undrawn"));
