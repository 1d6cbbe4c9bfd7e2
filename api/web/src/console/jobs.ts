/** Following long work of the server: told of each change, or asking where nothing is told. */
import { ask, Refused } from "../base/api.ts";
import { heard, missed } from "./reach.ts";

export type JobState = "waiting" | "running" | "done" | "stopped" | "failed" | "interrupted";

export interface JobFile {
  name: string;
  size_bytes: number;
}

/** As `GET /api/v1/jobs/{id}` tells it; what is asked, told and found is said by its kind. */
export interface Job<Asked = unknown, Told = unknown, Found = unknown> {
  id: string;
  squad: string;
  kind: string;
  officer_id: string | null;
  state: JobState;
  state_zh: string;
  state_en: string;
  asked: Asked;
  progress: ({ share: number } & Told) | null;
  result: Found | null;
  files: JobFile[];
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
}

const ASK_AGAIN_MS = 3_000;
/** Some proxies keep what is told back: then it is asked for as well. */
const SILENT_MS = 2_000;

export function isOver({ state }: { state: JobState }): boolean {
  return state !== "waiting" && state !== "running";
}

/** Tell of a job until it has ended, or what is returned is called. */
export function follow<J extends { state: JobState }>(
  id: string,
  tell: (job: J) => void,
  fail: (error: unknown) => void,
): () => void {
  const address = `/api/v1/jobs/${id}`;
  let left = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stream: EventSource | null = null;
  const take = (job: J): boolean => {
    heard();
    if (!left) tell(job);
    if (isOver(job)) stream?.close();
    return isOver(job);
  };
  const look = (goOn: () => void) => {
    ask<J>(address)
      .then(({ body }) => {
        if (left || body === null || take(body)) return;
        goOn();
      })
      .catch((failure: unknown) => {
        missed(failure);
        if (left) return;
        fail(failure);
        if (!isFinal(failure)) later();
      });
  };
  const later = () => {
    timer = setTimeout(() => look(later), ASK_AGAIN_MS);
  };
  const listen = () => {
    const opened = new EventSource(`${address}/events`);
    stream = opened;
    const silent = () => {
      clearTimeout(timer);
      timer = setTimeout(() => look(silent), SILENT_MS);
    };
    silent();
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      if (take(JSON.parse(data) as J)) clearTimeout(timer);
      else silent();
    };
    opened.onerror = () => {
      // It comes again by itself, unless it was refused: too many watch, or the server is away.
      if (opened.readyState !== EventSource.CLOSED || left) return;
      clearTimeout(timer);
      look(later);
    };
  };
  look(listen);
  return () => {
    left = true;
    clearTimeout(timer);
    stream?.close();
  };
}

/** Whether asking again would be answered the same; who is signed out may sign in again. */
function isFinal(failure: unknown): boolean {
  return failure instanceof Refused && [403, 404].includes(failure.status);
}
