/**
 * News of the squad: told by the server where there is a stream, else asked for every few seconds.
 *
 * A browser has six connections to a server for all its tabs: one tab holds the stream, and tells
 * the others.
 */
import { signal } from "@preact/signals";
import { ask } from "../base/api.ts";
import { Ticker } from "./live/ticker.ts";
import { heard, missed, toldAt } from "./reach.ts";

/** Counts up whenever something was written that the asker may see. */
export const news = signal(0);
/** Counts up whenever a crew that is out gave a sign of life. */
export const signs = signal(0);
/** How news come: not yet, by themselves, asked for, or not at all now. */
export type Line = "starting" | "stream" | "asking" | "none";
export const line = signal<Line>("starting");

interface Marks {
  records: string;
  alarms: string;
  alive: string;
}

/** What the tab that holds the stream tells the others. */
interface Told {
  marks: Marks | null;
  line: Line;
  /** The server was away, and is back: what failed meanwhile is asked for again. */
  isBack: boolean;
}

const STREAM = "/api/v1/live/events";
const NEWS = "/api/v1/live/news";
export const ASK_MS = 5_000;
const REOPEN_MS = [1_000, 2_000, 5_000, 15_000, 60_000] as const;
/** A proxy that gathers answers keeps a stream to itself: who hears nothing asks. */
const PATIENCE_MS = 2_000;
const NAME = "geo-patrol-news";

const recordsTicker = new Ticker(() => {
  news.value += 1;
});
const signsTicker = new Ticker(() => {
  signs.value += 1;
});

let known: Marks | null = null;
let isStarted = false;
let isLeading = false;
let others: BroadcastChannel | null = null;
let stream: EventSource | null = null;
let asking: ReturnType<typeof setInterval> | null = null;
let reopening: ReturnType<typeof setTimeout> | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;
let nTries = 0;
let isCutOff = false;

/** Begin to follow the news, once for the life of the page. */
export function startFeed(): void {
  if (isStarted) return;
  isStarted = true;
  const { locks } = navigator;
  // Both are missing on a plain-HTTP address: then each tab looks after itself.
  if (!locks || typeof BroadcastChannel === "undefined") {
    lead();
    return;
  }
  others = new BroadcastChannel(NAME);
  others.onmessage = ({ data }: MessageEvent<Told | "hello">) => {
    if (data !== "hello") hear(data);
    else if (isLeading) others?.postMessage({ marks: known, line: line.value, isBack: false });
  };
  others.postMessage("hello");
  // Held until this tab is closed; then the next one leads.
  void locks.request(NAME, () => new Promise<never>(lead));
}

function lead(): void {
  isLeading = true;
  open();
}

function hear({ marks, line: how, isBack }: Told): void {
  if (isBack) recordsTicker.hurry();
  line.value = how;
  if (marks) take(marks);
}

/** Take what is known from now on, here and in the other tabs. */
function learn(marks: Marks | null, how: Line): void {
  if (marks) heard();
  const isBack = isCutOff && marks !== null;
  if (marks) isCutOff = false;
  const told: Told = { marks, line: how, isBack };
  others?.postMessage(told);
  hear(told);
}

function take(marks: Marks): void {
  const before = known;
  known = marks;
  // What is on the screen was asked for just now.
  if (before === null) return;
  if (before.alarms !== marks.alarms) recordsTicker.hurry();
  else if (before.records !== marks.records) recordsTicker.ask();
  if (before.alive !== marks.alive) signsTicker.ask();
}

function open(): void {
  clearTimeout(reopening);
  stream?.close();
  const source = new EventSource(STREAM);
  stream = source;
  clearTimeout(waiting);
  waiting = setTimeout(startAsking, PATIENCE_MS);
  source.onmessage = ({ data }: MessageEvent<string>) => {
    nTries = 0;
    clearTimeout(waiting);
    stopAsking();
    learn(JSON.parse(data) as Marks, "stream");
  };
  source.onerror = () => {
    // Refused, cut off, or ended by a server that stops: the browser would not tell which.
    source.close();
    clearTimeout(waiting);
    // Up to now nothing had changed.
    if (line.value === "stream") toldAt.value = Date.now();
    startAsking();
    const waitMs = REOPEN_MS[Math.min(nTries, REOPEN_MS.length - 1)];
    nTries += 1;
    reopening = setTimeout(open, waitMs);
  };
}

function startAsking(): void {
  if (asking !== null) return;
  asking = setInterval(askNow, ASK_MS);
  askNow();
}

function stopAsking(): void {
  if (asking !== null) clearInterval(asking);
  asking = null;
}

function askNow(): void {
  ask<Marks>(NEWS).then(
    ({ body }) => {
      // A server that is back has room for a stream, too.
      if (isCutOff) open();
      if (asking !== null) learn(body, "asking");
    },
    (failure: unknown) => {
      missed(failure);
      isCutOff = true;
      learn(null, "none");
    },
  );
}
