// Scans cards with the camera where the browser can read codes; each code is sent at once, and what came of it is shown
// and read out. Everywhere else the code or the name is typed.

const PAUSE = 3000; // milliseconds that a card must be away before it is taken for shown again
const LOOK = 200; // milliseconds between two looks

const scan = document.querySelector('[data-scan]');
const result = document.querySelector('[data-result]');
const video = scan?.querySelector('video');
const start = scan?.querySelector('[data-start]');
const stop = scan?.querySelector('[data-stop]');

let stream = null;
let last = { code: '', at: 0 };

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const say = (sentence) => {
  const line = document.createElement('p');
  line.className = 'reg-said reg-said--bad';
  line.textContent = sentence;
  result.replaceChildren(line);
};

const send = async (code) => {
  const form = new FormData(scan);
  form.set('q', code);
  let answer;
  try {
    answer = await fetch(scan.action, {
      method: 'POST',
      body: form,
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
  } catch {
    say(scan.dataset.lost);
    await wait(PAUSE);
    last = { code: '', at: 0 }; // the card is sent again, if it is still there
    return;
  }
  if (answer.redirected || ![200, 404].includes(answer.status)) {
    say(scan.dataset.signedOut);
    return;
  }
  document.querySelector('[data-found]').replaceChildren();
  result.innerHTML = await answer.text();
  document.querySelector('[data-arrived]').textContent = result.querySelector('data').value;
  navigator.vibrate?.(answer.ok ? 80 : [80, 80, 80]);
};

const look = async (detector) => {
  while (stream) {
    try {
      const [found] = await detector.detect(video);
      const now = Date.now();
      if (found) {
        const isNew = found.rawValue !== last.code || now - last.at > PAUSE;
        last = { code: found.rawValue, at: now }; // a card that is held still is one card
        if (isNew) await send(found.rawValue);
        if (last.code) last.at = Date.now(); // however long the answer took
      }
    } catch {
      // A picture that is not there yet; the next one will be.
    }
    await wait(LOOK);
  }
};

const show = (isOn) => {
  video.hidden = stop.hidden = !isOn;
  start.hidden = isOn;
};

const end = () => {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  show(false);
};

const begin = async (detector) => {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    video.srcObject = stream;
    await video.play();
  } catch {
    end();
    say(scan.dataset.refused);
    return;
  }
  show(true);
  look(detector);
};

if (scan && 'BarcodeDetector' in window && navigator.mediaDevices) {
  const formats = await BarcodeDetector.getSupportedFormats();
  if (formats.includes('qr_code')) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    scan.hidden = false;
    start.addEventListener('click', () => begin(detector));
    stop.addEventListener('click', end);
    addEventListener('pagehide', end);
  }
}
