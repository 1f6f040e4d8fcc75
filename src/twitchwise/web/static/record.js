// Recording in the page: the camera, or the phone's motion sensor. What is recorded goes the same way as a chosen file.
import { send } from "./sending.js";

const RECORD_S = 60;
const LEAST_S = 3;
const WAIT_S = 5; // to let go of the phone
const SENSOR_ANSWERS_S = 2;
const BITS_A_S = 12_000_000;
// By name: what a browser takes by itself (VP8) loses many pictures.
const FORMS = [
  ["video/webm;codecs=vp9", "webm"],
  ["video/mp4;codecs=avc1.640028", "mp4"],
  ["video/mp4;codecs=avc1.42E01F", "mp4"],
  ["video/webm;codecs=h264", "mkv"],
];

const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));

class Sitting {
  // One recorder of the page: its buttons, its clock, and where its recording goes.
  constructor(section) {
    this.section = section;
    this.form = section.querySelector("form");
    this.told = section.querySelector(".told");
    this.bar = section.querySelector(".running progress");
    this.running = section.querySelector(".running");
    this.startButton = section.querySelector(".start");
    if (!window.isSecureContext) {
      this.fail(section.dataset.insecure);
      this.startButton.classList.add("hidden");
    }
  }

  fail(words) {
    const failed = this.form.querySelector(".failed");
    failed.textContent = words;
    failed.classList.remove("hidden");
    this.rest();
  }

  rest() {
    this.running.classList.add("hidden");
    this.startButton.disabled = false;
  }

  begin() {
    this.form.querySelector(".failed").classList.add("hidden");
    this.startButton.disabled = true;
    this.running.classList.remove("hidden");
    this.bar.value = 0;
    this.wanted = "all";
    this.ended = false;
    this.section.querySelector(".enough").onclick = () => { this.ended = true; };
    this.section.querySelector(".drop").onclick = () => { this.ended = true; this.wanted = "none"; };
  }

  // Waits so long, or until somebody has had enough.
  async count(seconds, words) {
    const end = performance.now() + 1000 * seconds;
    while (!this.ended && performance.now() < end) {
      const left = (end - performance.now()) / 1000;
      const said = words.replace("{n}", 5 * Math.ceil(left / 5));
      if (this.told.textContent !== said) this.told.textContent = said;
      this.bar.value = 1 - left / seconds;
      await pause(0.2);
    }
  }

  hand(content, name) {
    this.rest();
    if (this.wanted === "none") return;
    const whole = new FormData();
    if (this.section.dataset.site) whole.append("site", this.section.dataset.site);
    if (name.endsWith(".csv")) whole.append("kind", "motion");
    whole.append("file", content, name);
    send(this.form, whole, (words) => this.fail(words));
  }
}

function stamped(name, ending) {
  return `${name} ${new Date().toISOString().slice(0, 16).replace("T", " ").replace(":", "")}.${ending}`;
}

async function stayAwake() {
  try {
    return await navigator.wakeLock?.request("screen");
  } catch {
    return undefined;
  }
}

async function film(sitting) {
  const form = FORMS.find(([mime]) => window.MediaRecorder?.isTypeSupported(mime));
  if (!form) return sitting.fail(sitting.section.dataset.noCodec);
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30 } },
    });
  } catch {
    return sitting.fail(sitting.section.dataset.noCamera);
  }
  const awake = await stayAwake();
  const preview = sitting.section.querySelector(".preview");
  preview.classList.remove("hidden");
  preview.srcObject = stream;
  await preview.play().catch(() => {});
  sitting.begin();
  const pieces = [];
  const recorder = new MediaRecorder(stream, { mimeType: form[0], videoBitsPerSecond: BITS_A_S });
  recorder.ondataavailable = (event) => pieces.push(event.data);
  const stopped = new Promise((done) => { recorder.onstop = done; });
  recorder.onerror = () => { sitting.ended = true; };
  recorder.start(1000);
  await pause(LEAST_S);
  await sitting.count(RECORD_S - LEAST_S, sitting.told.dataset.now);
  if (recorder.state !== "inactive") recorder.stop();
  await stopped;
  for (const track of stream.getTracks()) track.stop();
  preview.classList.add("hidden");
  await awake?.release();
  sitting.hand(new Blob(pieces, { type: form[0] }), stamped("camera", form[1]));
}

async function feel(sitting) {
  try {
    const answer = await window.DeviceMotionEvent?.requestPermission?.();
    if (!window.DeviceMotionEvent || answer === "denied") throw new Error("not allowed");
  } catch {
    return sitting.fail(sitting.section.dataset.noSensor);
  }
  const awake = await stayAwake();
  sitting.begin();
  await sitting.count(WAIT_S, sitting.told.dataset.soon);
  const rows = [];
  const take = (event) => {
    const { x, y, z } = event.accelerationIncludingGravity ?? {};
    if (x != null && y != null && z != null) rows.push(`${(event.timeStamp / 1000).toFixed(4)},${x},${y},${z}`);
  };
  window.addEventListener("devicemotion", take);
  if (!sitting.ended) await pause(SENSOR_ANSWERS_S);
  if (rows.length) await sitting.count(RECORD_S - SENSOR_ANSWERS_S, sitting.told.dataset.now);
  window.removeEventListener("devicemotion", take);
  await awake?.release();
  if (sitting.wanted === "none") return sitting.rest();
  if (!rows.length) return sitting.fail(sitting.section.dataset.noSensor);
  const table = ["time (s),acc x (m/s^2),acc y (m/s^2),acc z (m/s^2)", ...rows, ""].join("\n");
  sitting.hand(new Blob([table], { type: "text/csv" }), stamped("phone", "csv"));
}

for (const [name, record] of [["camera", film], ["motion", feel]]) {
  const section = document.querySelector(`.recorder.${name}`);
  if (!section) continue;
  const sitting = new Sitting(section);
  sitting.startButton.addEventListener("click", () => record(sitting));
}
