// How far the measuring is, without loading the page again.

const box = document.querySelector(".measuring");
const ASK_EVERY_MS = 700;

// Only what is new, or a screen reader would say it again and again.
function tell(place, words) {
  const element = box.querySelector(place);
  if (element.textContent !== words) element.textContent = words;
}

async function ask() {
  try {
    const answer = await fetch(box.dataset.state, { headers: { accept: "application/json" } });
    if (!answer.ok || answer.redirected) return window.location.reload();
    const state = await answer.json();
    if (state.is_over || state.has_result) return window.location.reload();
    box.querySelector("progress").value = state.share;
    tell(".doing", state.doing);
    tell(".left", state.left);
  } catch {
    // the program may be starting anew: ask again
  }
  window.setTimeout(ask, ASK_EVERY_MS);
}

if (box) ask();
