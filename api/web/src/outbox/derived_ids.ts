/** Ids that are not made but follow from others: the server derives the same (UUID version 5). */
import type { NewFile } from "./types.ts";

const EVIDENCE = "6a4f5a37-5a0b-5f0e-9d53-0a4a3c1c6f1e";
const VOIDS = "b1c6f0de-5d0c-4d0b-9d43-1f3d0c9f7a52";
const CASES = "5d7a1d0e-3c0b-4f5e-8a66-2f0d9b41c7e3";
const TRACKS = "6f1d0c52-7a0e-4c39-9f0b-2d7f4f3e9a11";

/** Return the id of a file as evidence of a record: geo_patrol/evidence/records.py. */
export function evidenceId(
  recordKind: NewFile["recordKind"],
  recordId: string,
  sha256: string,
): Promise<string> {
  return uuid5(EVIDENCE, `${recordKind}/${recordId}/${sha256}`);
}

/** Return the id of the case that an incident becomes: geo_patrol/cases/records.py. */
export function caseId(incidentId: string): Promise<string> {
  return uuid5(CASES, incidentId);
}

/** Return the id of what is said of whether an incident counts: geo_patrol/incidents/voiding.py. */
export function voidId(incidentId: string): Promise<string> {
  return uuid5(VOIDS, incidentId);
}

/** Return the id of what is said of whether a track counts: geo_patrol/tracks/ids.py. */
export function withdrawalId(patrolId: string, trackId: string): Promise<string> {
  return uuid5(TRACKS, `withdrawal/${patrolId}/${trackId}`);
}

/** Return the UUID of version 5 of a name in a namespace (RFC 9562, 5.5). */
export async function uuid5(namespace: string, name: string): Promise<string> {
  const space = (namespace.replaceAll("-", "").match(/../g) ?? []).map((two) => parseInt(two, 16));
  const named = new Uint8Array([...space, ...new TextEncoder().encode(name)]);
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-1", named)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
