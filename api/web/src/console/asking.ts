/** Asking the server for what a room shows, and telling it what was decided there. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ask, Refused, Unreachable } from "../base/api.ts";
import { news } from "./feed.ts";
import { drop, keep, lastOf, renew } from "./last_answers.ts";
import { heard, isAway, missed, showOlder } from "./reach.ts";
import { hasEnded } from "./session.ts";

export interface Asked<T> {
  /** What was told last; null before the first answer. It stays while asking again, and comes
   * back from before while the server is away. */
  body: T | null;
  /** Why the last question failed; null when it did not. */
  error: unknown;
  isAsking: boolean;
  again: () => void;
}

interface Ways {
  /** Ask again whenever something changed at the squad (server-sent), true by default. */
  follow?: boolean;
}

const AGAIN_MS = 5_000;

/**
 * Ask for a path, and again when it changes, when there is news, and when the server is back.
 *
 * @param path Null asks nothing yet.
 */
export function useAsked<T>(path: string | null, { follow = true }: Ways = {}): Asked<T> {
  const [told, setTold] = useState<{ path: string; body: T } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const [isAsking, setAsking] = useState(false);
  const etag = useRef<{ path: string; tag: string | null } | null>(null);
  const heardOf = follow ? news.value : 0;
  useEffect(() => {
    if (path === null) return;
    let isOver = false;
    setAsking(true);
    const kept = etag.current?.path === path ? etag.current.tag : null;
    ask<T>(path, { etag: kept })
      .then((answer) => {
        heard();
        if (answer.body !== null) keep(path, answer.body, Date.now());
        else if (answer.unchanged) renew(path, Date.now());
        if (isOver) return;
        setError(null);
        if (answer.unchanged || answer.body === null) return;
        etag.current = { path, tag: answer.etag };
        setTold({ path, body: answer.body });
      })
      .catch((failure: unknown) => {
        missed(failure);
        if (failure instanceof Refused) drop(path);
        if (!isOver) setError(failure);
      })
      .finally(() => {
        if (!isOver) setAsking(false);
      });
    return () => {
      isOver = true;
    };
  }, [path, turn, heardOf]);
  const away = isAway.value;
  useEffect(() => {
    // Another question may be the one that finds the server back.
    if (!away && error instanceof Unreachable) setTurn((now) => now + 1);
  }, [away]);
  const isOut = hasEnded.value;
  useEffect(() => {
    if (!isOut && error instanceof Refused && error.status === 401) setTurn((now) => now + 1);
  }, [isOut]);
  useEffect(() => {
    if (!away || path === null) return;
    const timer = setInterval(() => setTurn((now) => now + 1), AGAIN_MS);
    return () => clearInterval(timer);
  }, [away, path]);
  const body = told !== null && told.path === path ? told.body : null;
  const last = away && body === null && path !== null ? lastOf<T>(path) : null;
  const lastAt = last?.at ?? null;
  useEffect(() => (lastAt === null ? undefined : showOlder(lastAt)), [lastAt]);
  return {
    body: body ?? last?.body ?? null,
    error,
    isAsking,
    again: () => setTurn((now) => now + 1),
  };
}

/** Send what was decided; a session that has ended leads to the log-in. */
export async function tell<T>(
  path: string,
  body: unknown,
  method: "PUT" | "POST" | "DELETE" = "PUT",
  version?: string,
): Promise<T> {
  try {
    const answer = await ask<T>(path, { method, body, ...(version ? { ifMatch: version } : {}) });
    heard();
    return answer.body as T;
  } catch (error) {
    missed(error);
    throw error;
  }
}

/** Whether somebody else changed it in between. */
export function isConflict(error: unknown): boolean {
  return error instanceof Refused && (error.status === 409 || error.status === 412);
}

/** Return an address with the parameters that are given: null and empty ones are left out. */
export function query(
  path: string,
  params: Readonly<Record<string, string | number | boolean | readonly string[] | null>>,
): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === "") continue;
    if (Array.isArray(value)) for (const one of value) found.append(name, one);
    else found.append(name, String(value));
  }
  const text = found.toString();
  return text ? `${path}?${text}` : path;
}
