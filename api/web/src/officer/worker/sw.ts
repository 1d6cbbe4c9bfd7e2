/**
 * The service worker: the app's shell comes from the device, whole and of one version.
 *
 * Only what the build lists is kept. Nothing the server knows about people goes through here: an
 * answer of the API is never cached, and what the app wants offline it keeps itself, encrypted.
 */
declare const __SHELL__: readonly string[];
declare const __VERSION__: string;

const worker = self as unknown as ServiceWorkerGlobalScope;

const PREFIX = "officer-";
const CACHE = PREFIX + __VERSION__;
const PAGE = "/officer/";
const SHELL: ReadonlySet<string> = new Set(__SHELL__);

worker.addEventListener("install", (event) => event.waitUntil(keepShell()));

worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));

worker.addEventListener("message", (event) => {
  // The app asks for this when its user has been told, never by itself: a page and its parts must
  // be of one version.
  if (event.data === "take_over") event.waitUntil(worker.skipWaiting());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname.startsWith(PAGE)) event.respondWith(kept(PAGE, request));
  } else if (SHELL.has(url.pathname)) {
    event.respondWith(kept(url.pathname, request));
  }
});

/** Fetch the shell; if any part is missing or of another version, the old shell stays. */
async function keepShell(): Promise<void> {
  const page = await fetched(PAGE, "reload");
  const named = (await page.clone().text()).matchAll(/"(\/officer\/assets\/[^"]+)"/g);
  for (const [, path] of named) {
    if (path && !SHELL.has(path)) throw new Error(`${path} is of another version`);
  }
  const cache = await caches.open(CACHE);
  // Names change with content: what an older version brought along needs no second download.
  const keep = async (path: string) =>
    cache.put(path, (await caches.match(path)) ?? (await fetched(path, "default")));
  await Promise.all([...SHELL].map(keep));
  await cache.put(PAGE, page);
}

async function fetched(path: string, cache: RequestCache): Promise<Response> {
  const answer = await fetch(path, { cache, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

export {};
