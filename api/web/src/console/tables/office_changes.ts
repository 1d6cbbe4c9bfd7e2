/** The office's own law table: looked at, put in force, and what a file changes field by field. */
import { ask } from "../../base/api.ts";
import { write } from "../writing.ts";
import { type Difference, LAW, type Report } from "./wire.ts";

export interface OwnFile {
  name: string;
  text: string;
}

/** More bytes than that are refused by the server. */
export const MOST_BYTES = 1_000_000;

/** A file that changes nothing: the program's own table is in force with it. */
export const NO_FILE_TEXT = "";

const OFFICE = `${LAW}/office`;

/** Have the server say what a file would change, and what is wrong with it. */
export async function lookAt(file: OwnFile): Promise<Report> {
  const { body } = await ask<Report>(`${OFFICE}?dry_run=true`, { method: "PUT", body: file });
  if (body === null) throw new Error("no report");
  return body;
}

/** Put a file in force after the version that was read; 0 where there was none. */
export function putInForce(file: OwnFile, follows: number): Promise<Report> {
  return write<Report>(OFFICE, file, "PUT", `"${follows}"`);
}

export async function fileOf(version: number): Promise<OwnFile> {
  const { body } = await ask<OwnFile>(`${OFFICE}/versions/${version}`);
  if (body === null) throw new Error("a version without its file");
  return { name: body.name, text: body.text };
}

export interface FieldChange {
  name: string;
  before: string;
  after: string;
}

/** Return the fields that an entry has otherwise, by the names that they have in the file. */
export function fieldsOf({ before, after }: Difference): FieldChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({ name, before: told(before?.[name]), after: told(after?.[name]) }))
    .filter((one) => one.name !== "id" && one.before !== one.after);
}

function told(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(told).join(", ");
  if (typeof value !== "object") return String(value);
  const { zh, min, max } = value as Record<string, unknown>;
  if (typeof zh === "string") return zh;
  return min === undefined ? JSON.stringify(value) : `${min}–${max}`;
}
