/** The service worker: registered when the page is at rest; a new version waits to be told. */
import { signal } from "@preact/signals";

/** Of the files that run: their names change with what is in them. */
export const version = /-([\w-]{8})\.js/.exec(import.meta.url)?.[1] ?? "—";

export const updateReady = signal(false);
/** False where the browser has no service workers, or the certificate is not trusted. */
export const worksOffline = signal<boolean | null>(null);

const LOOK_AGAIN_MS = 30 * 60_000;
let waiting: ServiceWorker | null = null;

export async function keepShell(): Promise<void> {
  if (!("serviceWorker" in navigator)) {
    worksOffline.value = false;
    return;
  }
  let hasOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first one brings this page's own files; one after it brings others.
    if (hasOne) location.reload();
    hasOne = true;
  });
  try {
    const home = await navigator.serviceWorker.register("/officer/sw.js", { scope: "/officer/" });
    follow(home);
    setInterval(() => void home.update().catch(() => {}), LOOK_AGAIN_MS);
    await navigator.serviceWorker.ready;
    worksOffline.value = true;
  } catch {
    worksOffline.value = false;
  }
}

function follow(home: ServiceWorkerRegistration): void {
  const offer = (worker: ServiceWorker | null) => {
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    updateReady.value = true;
  };
  offer(home.waiting);
  home.addEventListener("updatefound", () => {
    const fresh = home.installing;
    fresh?.addEventListener("statechange", () => {
      if (fresh.state === "installed") offer(home.waiting ?? fresh);
    });
  });
}

/** Let the new version take over; the page then loads itself anew. */
export function reload(): void {
  if (waiting) waiting.postMessage("take_over");
  else location.reload();
}
