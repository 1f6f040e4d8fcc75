// The stretch of a clip can be played again and again; the keys a, r and u answer.

for (const clip of document.querySelectorAll("video.stretch")) {
  const [from, to] = clip.src.split("#t=")[1].split(",").map(Number);
  clip.addEventListener("play", () => {
    if (clip.currentTime >= to - 0.05 || clip.currentTime < from - 0.3) clip.currentTime = from;
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, video")) return;
  document.querySelector(`.judge button[data-key="${event.key}"]`)?.click();
});
