/** Writing steps of custody and words on periods; one that was written is only ever voided. */
import { ask } from "../../base/api.ts";
import type { OwnStep } from "../../records/seizure_standing.ts";
import { tell } from "../asking.ts";
import type { DeskSeizure } from "./wire.ts";

/** A step is written once: what voids it is its second version. */
const FIRST = '"1"';

export async function sendStep({ id, what, body }: OwnStep): Promise<void> {
  await tell(pathOf(id, what), body);
}

/** @param step As `voidedStep` makes it. */
export async function sendVoided({ id, what, body }: OwnStep): Promise<void> {
  await tell(pathOf(id, what), body, "PUT", FIRST);
}

function pathOf(id: string, what: OwnStep["what"]): string {
  return what === "custody" ? `/api/v1/custody-events/${id}` : `/api/v1/clock-events/${id}`;
}

interface History {
  versions: { version: number; body: Record<string, unknown> }[];
}

/** Say why a seizure does not count, "" that it does: all else stays as it was last sent. */
export async function sendSeizureVoided({ id }: DeskSeizure, reason: string): Promise<void> {
  const { body } = await ask<History>(`/api/v1/history/seizure/${id}`);
  const last = body?.versions[body.versions.length - 1];
  if (!last) return;
  const sent = Object.fromEntries(Object.entries(last.body).filter(([name]) => name !== "demo"));
  await tell(`/api/v1/seizures/${id}`, { ...sent, voided: reason }, "PUT", `"${last.version}"`);
}
