// The clips of a recording: shown as soon as they are made, and played together.

const ASK_EVERY_MS = 1000;

function joinClips(section) {
  for (const box of section.querySelectorAll(".clips")) {
    const clips = [...box.querySelectorAll("video")];
    if (clips.length < 2) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second together";
    button.textContent = box.dataset.together;
    button.addEventListener("click", () => {
      if (clips.some((clip) => !clip.paused && !clip.ended)) {
        for (const clip of clips) clip.pause();
        return;
      }
      const at = clips[0].ended ? 0 : clips[0].currentTime;
      for (const clip of clips) {
        clip.currentTime = at;
        clip.play();
      }
    });
    box.append(button);
  }
}

async function fetchClips(section) {
  try {
    const answer = await fetch(section.dataset.state);
    if (!answer.ok || answer.redirected) return;
    if ((await answer.json()).is_over) {
      const text = await (await fetch(window.location.pathname)).text();
      const made = new DOMParser().parseFromString(text, "text/html").querySelector("section.look");
      if (made) {
        section.replaceWith(document.adoptNode(made));
        joinClips(made);
      }
      return;
    }
  } catch {
    // the program may be starting anew: ask again
  }
  window.setTimeout(fetchClips, ASK_EVERY_MS, section);
}

const section = document.querySelector("section.look");
if (section?.dataset.state) fetchClips(section);
else if (section) joinClips(section);
