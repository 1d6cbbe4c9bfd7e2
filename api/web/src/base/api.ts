/** Asking the server: what is only read, and logging in. Records go through the outbox. */

const TIMEOUT_MS = 20_000;

/** A problem as the server tells it (RFC 9457). */
export interface ProblemDocument {
  status: number;
  code?: string;
  detail_zh?: string;
  detail_en?: string;
  findings?: { where: string; reason_zh: string; reason_en: string }[];
}

/** The server answered, and said no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: ProblemDocument,
    readonly retryAfterS: number | null,
  ) {
    super(problem.code ?? String(status));
    this.name = "Refused";
  }
}

/** No answer came: no network, no server, or not in time. */
export class Unreachable extends Error {
  constructor(options?: ErrorOptions) {
    super("unreachable", options);
    this.name = "Unreachable";
  }
}

export interface Asking {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  etag?: string | null;
  /** Of the version that an edit is based on. */
  ifMatch?: string;
  /** Asked with this instead of the session. */
  token?: string | null;
}

const SESSION = "/api/v1/session";
let officerId: string | null = null;

/** Say for whom is asked from now on: a session of somebody else is then refused. */
export function askFor(id: string | null): void {
  officerId = id;
}

/** So that what a page asks by itself does not keep the session of somebody who has left. */
const UNATTENDED = "Geo-Patrol-Unattended";
let isAttended = () => true;

/** Say how it is known that somebody sits before the page. */
export function attendedWhen(check: () => boolean): void {
  isAttended = check;
}

let tellReach = (_isAnswered: boolean) => {};

/** Say who is told, after each question, whether the server answered it. */
export function onReach(tell: (isAnswered: boolean) => void): void {
  tellReach = tell;
}

export interface Answer<T> {
  /** Null when nothing changed since the given ETag, or there is nothing to tell. */
  body: T | null;
  etag: string | null;
  unchanged: boolean;
}

export async function ask<T>(path: string, asking: Asking = {}): Promise<Answer<T>> {
  try {
    const answer = await answerTo<T>(path, asking);
    tellReach(true);
    return answer;
  } catch (error) {
    tellReach(!(error instanceof Unreachable));
    throw error;
  }
}

async function answerTo<T>(path: string, asking: Asking): Promise<Answer<T>> {
  const answer = await send(path, asking);
  if (answer.status === 304) {
    return { body: null, etag: asking.etag ?? null, unchanged: true };
  }
  if (!answer.ok) throw await refusal(answer);
  const etag = answer.headers.get("etag");
  const body = answer.status === 204 ? null : ((await answer.json()) as T);
  return { body, etag, unchanged: false };
}

async function send(
  path: string,
  { method = "GET", body, etag, ifMatch, token }: Asking,
): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (etag) headers["If-None-Match"] = etag;
  if (ifMatch) headers["If-Match"] = ifMatch;
  if (!isAttended()) headers[UNATTENDED] = "1";
  if (token) headers.Authorization = `Bearer ${token}`;
  if (officerId && path !== SESSION) headers["Geo-Patrol-Officer"] = officerId;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
  try {
    return await fetch(path, {
      method,
      headers,
      cache: "no-store",
      credentials: "same-origin",
      signal: stop.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new Unreachable({ cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(answer: Response): Promise<Refused | Unreachable> {
  // Proxies in between answer these when the server behind them does not.
  if (answer.status === 502 || answer.status === 504) return new Unreachable();
  const told: unknown = await answer.json().catch(() => null);
  const problem = (told ?? {}) as ProblemDocument;
  const wait = Number(answer.headers.get("retry-after"));
  return new Refused(answer.status, { ...problem, status: answer.status }, wait > 0 ? wait : null);
}
