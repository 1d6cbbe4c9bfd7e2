/** Asking the server, and telling its answers from those of whatever stands in between. */
import type { Told } from "./types.ts";

export const OFFICER = "Geo-Patrol-Officer";
/** On every answer of the server's, and on none of a captive portal or a proxy. */
const SIGN = "X-Request-ID";
const LONGEST_WAIT_S = 3600;

export interface Said {
  status: number;
  etag: string | null;
  json: Record<string, unknown> | null;
}

/** No answer, or none of the server's: what was sent may have arrived all the same. */
export class NoAnswer extends Error {
  constructor(options?: ErrorOptions) {
    super("no answer", options);
    this.name = "NoAnswer";
  }
}

/** The server asks to come back later. */
export class Later extends Error {
  constructor(readonly afterMs: number) {
    super("later");
    this.name = "Later";
  }
}

export interface Ask {
  method: "GET" | "PUT";
  path: string;
  body?: BodyInit;
  headers?: Record<string, string>;
  timeoutMs: number;
}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;
/** Looks at the `Date` of an answer and when it was asked and came, by this phone's clock. */
export type SeeDate = (date: string | null, askedMs: number, cameMs: number) => void;

export class Asker {
  constructor(
    private readonly officerId: string,
    private readonly fetch: Fetch,
    private readonly now: () => number,
    private readonly seeDate: SeeDate,
  ) {}

  /** Return what the server says; rejects with `NoAnswer` or `Later`. */
  async ask({ method, path, body, headers, timeoutMs }: Ask): Promise<Said> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), timeoutMs);
    const askedMs = this.now();
    try {
      const answer = await this.fetch(path, {
        method,
        headers: { Accept: "application/json", [OFFICER]: this.officerId, ...headers },
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: stop.signal,
        ...(body === undefined ? {} : { body }),
      });
      if (!answer.headers.has(SIGN)) throw new NoAnswer();
      this.seeDate(answer.headers.get("Date"), askedMs, this.now());
      if (answer.status === 429 || answer.status === 503) {
        throw new Later(afterMs(answer.headers.get("Retry-After"), this.now()));
      }
      const json = jsonOf(answer.headers.get("Content-Type"), await answer.text());
      return { status: answer.status, etag: versionIn(answer.headers.get("ETag")), json };
    } catch (error) {
      if (error instanceof Later || error instanceof NoAnswer) throw error;
      throw new NoAnswer({ cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Return an ETag as edits name it: a proxy that packs an answer marks its ETag as weak. */
export function versionIn(etag: string | null): string | null {
  return /"\d+"/.exec(etag ?? "")?.[0] ?? null;
}

/** Return a problem document as it is kept and shown. */
export function toldBy({ status, etag, json }: Said, atMs: number): Told {
  const findings = Array.isArray(json?.findings) ? (json.findings as unknown[]) : [];
  return {
    status,
    code: textOf(json?.code) || null,
    zh: textOf(json?.detail_zh),
    en: textOf(json?.detail_en),
    findings: findings.map((one) => {
      const found = one as Record<string, unknown>;
      return {
        where: textOf(found.where),
        zh: textOf(found.reason_zh),
        en: textOf(found.reason_en),
      };
    }),
    confirm: Array.isArray(json?.confirm) ? json.confirm.map(textOf) : [],
    current: json?.current ?? null,
    etag,
    atMs,
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function jsonOf(type: string | null, text: string): Said["json"] {
  if (type === null || !/^application\/(problem\+)?json\b/.test(type)) return null;
  const read: unknown = JSON.parse(text);
  return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : null;
}

function afterMs(retryAfter: string | null, nowMs: number): number {
  const seconds = Number(retryAfter);
  if (retryAfter !== null && seconds >= 0) return Math.min(seconds, LONGEST_WAIT_S) * 1000;
  const until = Date.parse(retryAfter ?? "");
  const waitMs = Number.isNaN(until) ? 0 : until - nowMs;
  return Math.min(Math.max(waitMs, 5000), LONGEST_WAIT_S * 1000);
}
