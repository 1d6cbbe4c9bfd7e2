/** What the server told last, kept while the page is open: shown when it cannot be asked. */

/** Enough for every room that was opened; the largest, maps of cells, are some hundred kB. */
const MOST = 80;

interface Last {
  body: unknown;
  /** Milliseconds since 1970. */
  at: number;
}

const kept = new Map<string, Last>();

export function keep(path: string, body: unknown, at: number): void {
  kept.delete(path);
  kept.set(path, { body, at });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(oldest);
  }
}

/** What is kept still held when it was asked for again. */
export function renew(path: string, at: number): void {
  const last = kept.get(path);
  if (last) keep(path, last.body, at);
}

/** Return what was told last of a path, by whatever part of the page asked. */
export function lastOf<T>(path: string): { body: T; at: number } | null {
  return (kept.get(path) as { body: T; at: number } | undefined) ?? null;
}

/** What is refused now is no longer this reader's to see. */
export function drop(path: string): void {
  kept.delete(path);
}
