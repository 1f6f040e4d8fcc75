// Sends a form's content with progress, and goes where the answer leads.

export function send(form, content, say) {
  const box = form.querySelector(".sending");
  const bar = box.querySelector("progress");
  const words = box.querySelector(".sending-words");
  const buttons = form.querySelectorAll("button:not(.stop)");
  const request = new XMLHttpRequest();
  const rest = () => {
    box.classList.add("hidden");
    for (const button of buttons) button.disabled = false;
  };
  const stop = () => request.abort();

  words.textContent = words.dataset.words;
  bar.value = 0;
  box.classList.remove("hidden");
  for (const button of buttons) button.disabled = true;
  box.querySelector(".stop").onclick = stop;

  request.upload.onprogress = (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  };
  request.upload.onload = () => {
    bar.value = 1;
    words.textContent = words.dataset.taken;
  };
  request.onload = () => {
    if (request.status < 400) {
      window.location.assign(request.responseURL);
      return;
    }
    rest();
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    say(page.querySelector('[role="alert"] p')?.textContent ?? page.body.textContent);
  };
  request.onerror = () => {
    rest();
    say(form.dataset.cut);
  };
  request.onabort = rest;
  request.open("POST", form.action);
  request.send(content);
}
