// How far the measuring is, without loading the page again.

const box = document.querySelector(".measuring");
const ASK_EVERY_MS = 700;

async function ask() {
  try {
    const answer = await fetch(box.dataset.state, { headers: { accept: "application/json" } });
    if (!answer.ok) return window.location.reload();
    const state = await answer.json();
    if (state.is_over || state.has_result) return window.location.reload();
    box.querySelector("progress").value = state.share;
    box.querySelector(".doing").textContent = state.doing;
    box.querySelector(".left").textContent = state.left;
  } catch {
    // the program may be starting anew: ask again
  }
  window.setTimeout(ask, ASK_EVERY_MS);
}

if (box) ask();
