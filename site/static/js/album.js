/* Opens the photos of an album in a lightbox. Without it each photo is a link to its own page, and that page's address
   stands in the bar while the photo is open, so that it can be passed on, kept, and gone back from.

   The lightbox itself (PhotoSwipe) is fetched when a reader first reaches for a photo. Everything that it says stands in
   the page: captions beside the photos, names and sentences in the template. */

const PACE = 5000;
const LARGEST_MADE = 1600;

const rows = document.querySelector("[data-album]");
const links = [...rows.querySelectorAll(".tile__link")];
const template = document.querySelector("#lightbox");
const words = template.dataset;
const lessMotion = window.matchMedia("(prefers-reduced-motion: reduce)");

let loading = null;
let shown = null;

function load() {
  loading ??= Promise.all([import(rows.dataset.module), ...rows.dataset.styles.split(" ").map(style)]).then(
    ([module]) => module.default,
  );
  // Once offline is not for ever.
  loading.catch(() => {
    loading = null;
  });
  return loading;
}

function style(href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      link.remove();
      reject(new Error(href));
    });
    document.head.append(link);
  });
}

function part(name) {
  return template.content.querySelector(`[data-part="${name}"]`);
}

/* The names and signs of the lightbox's own buttons. */
function ownButtons() {
  const options = {};
  for (const [name, kind] of Object.entries({ close: "close", zoom: "zoom", arrowPrev: "previous", arrowNext: "next" })) {
    options[`${name}Title`] = part(kind).title;
    options[`${name}SVG`] = part(kind).innerHTML;
  }
  return options;
}

/* The kind of file that this browser has chosen for the pictures that are there already. */
function chosenType() {
  for (const picture of rows.querySelectorAll("picture")) {
    const { currentSrc } = picture.lastElementChild;
    const offers = (source) => source.srcset.split(", ").some((file) => resolved(file.split(" ")[0]) === currentSrc);
    if (currentSrc) return [...picture.querySelectorAll("source")].find(offers)?.type;
  }
  return undefined;
}

function resolved(url) {
  return new URL(url, document.baseURI).href;
}

function item(link, type) {
  const picture = link.querySelector("picture");
  const image = picture.querySelector("img");
  const source = (type && picture.querySelector(`source[type="${type}"]`)) || image;
  return {
    element: link,
    thumbCropped: true,
    src: image.src,
    srcset: source.srcset,
    msrc: image.complete ? image.currentSrc : "",
    width: Number(link.dataset.width),
    height: Number(link.dataset.height),
    alt: image.alt,
  };
}

/* Changes the photo every few seconds, until it is stopped or the reader does something. */
class Slideshow {
  #lightbox;
  #button;
  #caption;
  #timer = null;

  constructor(lightbox, button, caption) {
    this.#lightbox = lightbox;
    this.#button = button;
    this.#caption = caption;
    this.stop();
  }

  toggle() {
    if (this.#timer) this.stop();
    else this.#start();
  }

  #start() {
    this.#timer = setInterval(() => this.#turn(), PACE);
    this.#show("pause");
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = null;
    this.#show("play");
  }

  #turn() {
    if (!document.hidden && !this.#lightbox.currSlide.content.isLoading()) this.#lightbox.next();
  }

  #show(name) {
    const { title, innerHTML } = part(name);
    Object.assign(this.#button, { title, innerHTML });
    this.#button.setAttribute("aria-label", title);
    // What changes by itself is not read out: the reader could do nothing else.
    this.#caption.setAttribute("aria-live", name === "pause" ? "off" : "polite");
  }
}

/* What is said of the photo that is shown. */
function fillCaption(caption, index) {
  const place = words.place.replace("{number}", index + 1).replace("{count}", links.length);
  const figure = links[index].closest("figure");
  const credit = links[index].dataset.credit ?? rows.dataset.credit;
  const lines = [
    ["visually-hidden", place],
    ["pswp__caption-text", figure.querySelector(".tile__text")?.textContent],
    ["pswp__caption-people", figure.querySelector(".tile__people")?.textContent],
    ["pswp__caption-credit", credit && (credit.includes(":") ? credit : `${words.by} ${credit}`)],
  ];
  caption.replaceChildren(
    ...lines
      .filter(([, text]) => text)
      .map(([className, textContent]) => Object.assign(document.createElement("p"), { className, textContent })),
  );
}

async function share(say) {
  const url = window.location.href;
  if (navigator.share) {
    // Refused when the reader closes the sheet: nothing to say.
    navigator.share({ title: rows.dataset.album, url }).catch(() => {});
    return;
  }
  try {
    await navigator.clipboard.writeText(url);
    say(words.copied);
  } catch {
    say(`${words.notCopied} ${url}`);
  }
}

/* Buttons, caption and note of a lightbox. */
function furnish(lightbox) {
  const caption = Object.assign(document.createElement("div"), { className: "pswp__caption" });
  const note = Object.assign(document.createElement("p"), { className: "pswp__note" });
  note.setAttribute("role", "status");
  const say = (text) => {
    note.textContent = text;
  };
  let slideshow;

  const button = (name, order, more) => {
    const made = part(name);
    if (made) lightbox.ui.registerElement({ name, order, isButton: true, title: made.title, html: made.innerHTML, ...more });
  };
  lightbox.on("uiRegister", () => {
    button("play", 8, {
      onInit: (element) => {
        slideshow = new Slideshow(lightbox, element, caption);
      },
      onClick: () => slideshow.toggle(),
    });
    button("share", 9, { onClick: () => share(say) });
    button("download", 9, {
      tagName: "a",
      onInit: (element) => {
        element.download = "";
        lightbox.on("change", () => {
          element.href = `${links[lightbox.currIndex].href}tai-ve/`;
        });
      },
    });
    const below = (name, element) => ({ name, order: 30, appendTo: "root", onInit: (box) => box.append(element) });
    lightbox.ui.registerElement(below("foot", caption));
    lightbox.ui.registerElement(below("message", note));
  });
  lightbox.on("change", () => {
    fillCaption(caption, lightbox.currIndex);
    say("");
  });
  lightbox.on("pointerDown", ({ originalEvent }) => {
    if (!originalEvent.target.closest(".pswp__button")) slideshow.stop();
  });
  lightbox.on("keydown", ({ originalEvent }) => {
    if (originalEvent.key.startsWith("Arrow")) slideshow.stop();
  });
  lightbox.on("close", () => slideshow.stop());
}

/* From the sizes that are made for pages to the picture as it is kept, once a reader goes near. */
function fetchKept({ slide }) {
  const { content, data } = slide;
  const near = slide.currZoomLevel > slide.zoomLevels.fit * 1.1;
  if (!near || data.hasKept || !data.srcset || data.width <= LARGEST_MADE || !content.element) return;
  data.hasKept = true;
  data.srcset += `, ${data.element.dataset.kept} ${data.width}w`;
  content.element.srcset = data.srcset;
}

async function open(index, isNew) {
  const PhotoSwipe = await load();
  if (shown) return;
  const type = chosenType();
  const lightbox = new PhotoSwipe({
    dataSource: links.map((link) => item(link, type)),
    index,
    bgOpacity: 1,
    wheelToZoom: true,
    returnFocus: false,
    errorMsg: words.error,
    mainClass: "pswp--album",
    paddingFn: ({ x, y }) => (y > 500 && x > 700 ? { top: 60, bottom: 84, left: 76, right: 76 } : { top: 0, bottom: 0, left: 0, right: 0 }),
    ...(lessMotion.matches && { showHideAnimationType: "none", zoomAnimationDuration: 0 }),
    ...ownButtons(),
  });
  shown = lightbox;
  furnish(lightbox);
  const behind = [...document.body.children].filter((element) => !element.inert);
  lightbox.on("firstUpdate", () => {
    lightbox.element.setAttribute("aria-label", words.name);
    lightbox.element.setAttribute("aria-modal", "true");
    for (const element of behind) element.inert = true;
  });
  lightbox.on("zoomPanUpdate", fetchKept);
  enter(lightbox, index, isNew);
  lightbox.on("destroy", () => {
    for (const element of behind) element.inert = false;
    const link = links[lightbox.currIndex];
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
  lightbox.init();
}

/* The address follows the photo: one step into the history, however many photos are looked at, and one step back. */
function enter(lightbox, index, isNew) {
  if (isNew) {
    // Or the browser would scroll back to where the first photo was opened, away from the last.
    history.scrollRestoration = "manual";
    history.pushState({ inLightbox: true }, "", links[index].href);
  }
  lightbox.on("change", () => history.replaceState({ inLightbox: true }, "", links[lightbox.currIndex].href));
  lightbox.on("close", () => {
    shown = null;
    if (history.state?.inLightbox) history.back();
  });
}

window.addEventListener("popstate", ({ state }) => {
  history.scrollRestoration = "auto";
  if (state?.inLightbox) {
    const index = links.findIndex((link) => link.href === window.location.href);
    if (index >= 0) open(index, false).catch(() => window.location.reload());
  } else {
    shown?.close();
  }
});

rows.addEventListener("click", (event) => {
  const link = event.target.closest(".tile__link");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || elsewhere) return;
  event.preventDefault();
  open(links.indexOf(link), true).catch(() => window.location.assign(link.href));
});

const reach = { once: true, passive: true };
for (const kind of ["pointerover", "touchstart", "focusin"]) {
  rows.addEventListener(kind, () => load().catch(() => {}), reach);
}
