/* What the other parts share: the data, elements made of text nodes, words, numbers, shapes. */

const carried = JSON.parse(document.getElementById("map-data").textContent);
const data = carried.scene;
/* The topic chosen; the moment of the slider: which unit of time, and which of them; null: all. */
const state = { language: data.language, theme: "day", topic: 0, unit: null, moment: null };
const narrow = window.matchMedia("(max-width: 720px), (max-height: 520px)");

/* People's text enters the page here only, as text nodes. */
function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null));
  return node;
}

function makeSvg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name of Object.keys(attributes)) node.setAttribute(name, attributes[name]);
  node.append(...children);
  return node;
}

/* Texts that follow the language: each is told again when it changes. */
const spoken = [];

function phrase(words) {
  return typeof words === "string" ? words : words[state.language];
}

function say(node, words) {
  node.textContent = phrase(words);
  spoken.push(() => (node.textContent = phrase(words)));
  return node;
}

/* The parts of a line ("a · b · c") are broken between, not within, where they can be. */
function sayParts(node, words) {
  const tell = () => {
    const parts = phrase(words).split(" · ");
    node.textContent = "";
    parts.forEach((part, i) => node.append(i ? " · " : "", make("span", "part", part)));
  };
  tell();
  spoken.push(tell);
  return node;
}

function label(node, words) {
  const tell = () => {
    node.setAttribute("aria-label", phrase(words));
    node.title = phrase(words);
  };
  tell();
  spoken.push(tell);
  return node;
}

/* A word of the page itself, in all languages. */
function word(name) {
  const words = {};
  for (const language of data.languages) words[language] = data.words[language][name];
  return words;
}

function fill(name, n) {
  return data.words[state.language][name].split("{n}").join(n);
}

function plain(n, digits) {
  return String(Number(n.toFixed(digits)));
}

/* 45 s, 25 min, 8 h 20 min, 31 h, 6 d 4 h, 19 d: as fine as one would say it. */
function duration(seconds) {
  if (seconds < 60) return seconds > 0 ? data.words[state.language].under_a_minute : fill("minutes", 0);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes < 60) return fill("minutes", minutes);
  if (minutes % 1440 === 0) return fill("days", days);
  if (hours < 10 && minutes % 60) return fill("hours", hours) + " " + fill("minutes", minutes % 60);
  if (hours < 48) return fill("hours", hours);
  if (days < 14 && hours % 24) return fill("days", days) + " " + fill("hours", hours % 24);
  return fill("days", days);
}

function distance(metres) {
  return metres < 1000 ? `${plain(metres, 0)} m` : `${plain(metres / 1000, 2)} km`;
}

/* The reading of a local clock, whatever clock the viewer's machine has. */
function clock(seconds) {
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");
}

/* What follows the state: all of it is told when something of it changed. */
const followers = [];

function follow(tell) {
  followers.push(tell);
  return tell;
}

function changed() {
  for (const tell of followers) tell();
}
