/** Sending a boundary file; what the server says of it comes back, or why it cannot be taken. */
import { type ProblemDocument, Refused, Unreachable } from "../../base/api.ts";
import { query } from "../asking.ts";
import { heard, missed } from "../reach.ts";
import {
  type AreaKind,
  IMPORTS,
  type ImportDetail,
  NEW_AREAS,
  type NewAreaDetail,
  type Part,
  type Status,
} from "./wire.ts";

export const MOST_BYTES = 20 * 1024 * 1024;

export type Datum = "" | "cgcs2000" | "wgs84" | "gcj02" | "bd09";

export interface Told {
  area: string;
  part: Part;
  datum: Datum;
  status: Status;
  source: string;
  licence: string;
}

export interface Plan {
  code: string;
  name_zh: string;
  name_en: string;
  kind: AreaKind;
  squad: string;
  size_m: string;
  datum: Datum;
  status: Status;
  source: string;
  licence: string;
}

export function sendBoundary(id: string, file: File, told: Told): Promise<ImportDetail> {
  return send(query(`${IMPORTS}/${id}`, { ...told, name: file.name }), file);
}

export function sendPlan(id: string, file: File, plan: Plan): Promise<NewAreaDetail> {
  return send(query(`${NEW_AREAS}/${id}`, { ...plan, name: file.name }), file);
}

async function send<T>(path: string, file: File): Promise<T> {
  try {
    const answer = await sent(path, file);
    heard();
    if (answer.ok) return (await answer.json()) as T;
    const problem = (await answer.json().catch(() => ({}))) as ProblemDocument;
    throw new Refused(answer.status, { ...problem, status: answer.status }, null);
  } catch (error) {
    missed(error);
    throw error;
  }
}

async function sent(path: string, file: File): Promise<Response> {
  try {
    return await fetch(path, {
      method: "PUT",
      body: file,
      credentials: "same-origin",
      headers: { Accept: "application/json", "Content-Type": "application/octet-stream" },
    });
  } catch (error) {
    throw new Unreachable({ cause: error });
  }
}
