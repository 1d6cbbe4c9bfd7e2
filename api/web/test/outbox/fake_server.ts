/** A server in memory that keeps the promises of the real one, and breaks the line as it is told. */
import { voidId } from "../../src/outbox/derived_ids.ts";

type Json = Record<string, unknown>;

/** What goes wrong with a request: lost before it came, lost after it was taken, or an answer. */
export type Fault = "lost_before" | "lost_after" | "portal" | 401 | 429 | 500 | 503 | null;

interface Answer {
  status: number;
  json: Json | null;
  headers?: Record<string, string>;
}

export class FakeServer {
  officer: string | null;
  readonly records = new Map<string, Json[]>();
  readonly evidence = new Map<string, Uint8Array>();
  readonly remarks = new Map<string, string>();
  /** How often each record was made; more than once is a fault of the test's server. */
  readonly log: string[] = [];
  readonly authors: (string | null)[] = [];
  aheadMs = 0;
  fault: (method: string, path: string) => Fault = () => null;
  private readonly parts = new Map<string, Uint8Array>();

  constructor(officer: string | null) {
    this.officer = officer;
  }

  readonly fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const method = init.method ?? "GET";
    const fault = this.fault(method, path);
    await Promise.resolve();
    if (fault === "lost_before") throw new TypeError("Failed to fetch");
    if (fault === "portal") return Response.json({ welcome: "to the hotel" });
    const answer =
      typeof fault === "number"
        ? { status: fault, json: problem(fault, "fault"), headers: { "Retry-After": "3" } }
        : await this.answer(method, path, init);
    if (fault === "lost_after") throw new TypeError("Failed to fetch");
    return new Response(answer.json === null ? null : JSON.stringify(answer.json), {
      status: answer.status,
      headers: {
        "Content-Type": "application/json",
        "X-Request-ID": "f00",
        Date: new Date(Date.now() + this.aheadMs).toUTCString(),
        ...answer.headers,
      },
    });
  };

  private async answer(method: string, path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    this.log.push(`${method} ${path}`);
    const claimed = headers.get("Geo-Patrol-Officer");
    if (
      this.officer === null ||
      (claimed !== null && claimed !== this.officer && method === "PUT")
    ) {
      return { status: 401, json: problem(401, "api.not_signed_in") };
    }
    if (path === "/api/v1/session") return { status: 200, json: { id: this.officer } };
    if (method === "PUT") this.authors.push(claimed);
    if (path.startsWith("/api/v1/evidence/")) return this.file(method, path, headers, init.body);
    return this.put(path, JSON.parse(String(init.body)) as Json, headers.get("If-Match"));
  }

  /** 201 new, 200 the same, 409 different; edits by `If-Match`, as geo_patrol/workflows/writing.py. */
  private async put(path: string, body: Json, ifMatch: string | null): Promise<Answer> {
    const [, voided] = path.match(/incidents\/(.+)\/void$/) ?? [];
    const id = voided ? await voidId(voided) : path.slice(path.lastIndexOf("/") + 1);
    if (body.refuse === true) return { status: 422, json: problem(422, "api.invalid") };
    const needed = [
      ...(path.match(/patrols\/[^/]+(?=\/)/) ?? []),
      ...(path.match(/incidents\/[^/]+(?=\/)/) ?? []),
      ...["patrol", "incident", "seizure"].map((one) => `${one}s/${body[`${one}_id`]}`),
    ].filter((one) => !one.endsWith("/undefined") && !one.endsWith("/null"));
    if (needed.some((one) => !this.records.has(`/api/v1/${one}`))) {
      return { status: 404, json: problem(404, "records.not_found") };
    }
    const versions = this.records.get(path) ?? [];
    const latest = versions.length;
    const alike = versions.flatMap((one, at) => (same(one, body) ? [at + 1] : []));
    const base = ifMatch === null ? null : Number(ifMatch.slice(1, -1));
    const isRepeat =
      base === null
        ? alike.length > 0
        : latest > 0 && (alike.includes(latest) || alike.includes(base + 1));
    const told = (n: number) => ({ ETag: `"${n}"` });
    if (isRepeat)
      return { status: 200, json: { ...versions[latest - 1], id }, headers: told(latest) };
    const current = versions[latest - 1] ?? null;
    if (latest > 0 && base === null) {
      const json = { ...problem(409, "records.conflict"), current };
      return { status: 409, json, headers: told(latest) };
    }
    if (base !== null && base !== latest) {
      const json = { ...problem(412, "records.edited_since"), current };
      return { status: 412, json, headers: told(latest) };
    }
    this.records.set(path, [...versions, body]);
    const json = { ...body, id };
    return { status: latest === 0 ? 201 : 200, json, headers: told(latest + 1) };
  }

  private async file(
    method: string,
    path: string,
    headers: Headers,
    body: RequestInit["body"],
  ): Promise<Answer> {
    const [address = "", query = ""] = path.split("?");
    const sha = address.split("/")[4] ?? "";
    const part = this.parts.get(sha) ?? new Uint8Array();
    if (method === "GET") {
      const whole = this.evidence.get(sha);
      const received_bytes = whole?.length ?? part.length;
      return { status: 200, json: { sha256: sha, received_bytes, complete: whole !== undefined } };
    }
    const subject = new URLSearchParams(query).get("record") ?? "";
    const [kind = "", id = ""] = subject.split("/");
    if (!this.records.has(`/api/v1/${kind}s/${id}`)) {
      return { status: 404, json: problem(404, "records.not_found") };
    }
    const remark = this.remarks.get(sha) ?? new URLSearchParams(query).get("note") ?? "";
    if (remark !== (new URLSearchParams(query).get("note") ?? "")) {
      return { status: 409, json: problem(409, "records.conflict") };
    }
    this.remarks.set(sha, remark);
    if (this.evidence.has(sha)) return { status: 200, json: { sha256: sha } };
    const range = /bytes (?:(\d+)-(\d+)|\*)\/(\d+)/.exec(headers.get("Content-Range") ?? "");
    if (range === null) return { status: 422, json: problem(422, "api.invalid") };
    const size = Number(range[3]);
    const start = range[1] === undefined ? size : Number(range[1]);
    if (start !== 0 && start !== part.length) {
      return { status: 409, json: problem(409, "evidence.elsewhere") };
    }
    const sent = new Uint8Array(body as ArrayBuffer);
    const grown = new Uint8Array([...(start === 0 ? [] : part), ...sent]);
    this.parts.set(sha, grown);
    if (grown.length < size) {
      return { status: 202, json: { sha256: sha, received_bytes: grown.length, complete: false } };
    }
    this.parts.delete(sha);
    if ((await digest(grown)) !== sha)
      return { status: 422, json: problem(422, "evidence.other_digest") };
    this.evidence.set(sha, grown);
    return { status: 201, json: { sha256: sha } };
  }
}

export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const made = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(made, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function problem(status: number, code: string): Json {
  return { status, code, detail_zh: "不行", detail_en: "no", findings: [] };
}

function same(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
