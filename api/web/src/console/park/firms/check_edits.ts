/** Planned checks and the visits that do for them, as they are written at the desk. */
import { type Kept, readKept } from "../../kept.ts";
import { dayOf, monthOf } from "../../times.ts";
import { write } from "../../writing.ts";
import type { Check, Visit } from "./wire.ts";

export const MOST_MINUTES = 1440;

export type CheckDraft = Pick<
  Check,
  "matter" | "agency" | "window" | "minutes" | "unannounced" | "note"
>;

const checkPath = (id: string) => `/api/v1/planned-checks/${id}`;
const visitPath = (id: string) => `/api/v1/combined-visits/${id}`;

/** Return the local days of the month after, the end not included: what is planned ahead. */
export function nextMonth(now: number): { first: string; end: string } {
  const first = monthOf(dayOf(now), 1);
  return { first, end: monthOf(first, 1) };
}

export function readCheck(id: string): Promise<Kept<Check>> {
  return readKept<Check>(checkPath(id));
}

export async function makeCheck(id: string, firmId: string, draft: CheckDraft): Promise<void> {
  await write(checkPath(id), { firm_id: firmId, ...draft });
}

/** Write a check over what was read; refused if a visit does for it by now. */
export async function changeCheck(
  { body, version }: Kept<Check>,
  change: Partial<CheckDraft & Pick<Check, "voided">>,
): Promise<void> {
  const whole = { ...body, ...change };
  const { firm_id, matter, agency, window, minutes, unannounced, note, voided } = whole;
  const sent = { firm_id, matter, agency, window, minutes, unannounced, note, voided };
  await write(checkPath(body.id), sent, "PUT", version);
}

export async function makeVisit(
  id: string,
  plan: Pick<Visit, "firm_id" | "start" | "minutes" | "checks">,
): Promise<void> {
  await write(visitPath(id), plan);
}

export type VisitChange = Partial<Pick<Visit, "start" | "minutes" | "happened" | "voided">>;

export function readVisit(id: string): Promise<Kept<Visit>> {
  return readKept<Visit>(visitPath(id));
}

export async function changeVisit(
  { body, version }: Kept<Visit>,
  change: VisitChange,
): Promise<void> {
  const { firm_id, start, minutes, checks, happened, note, voided } = { ...body, ...change };
  const sent = { firm_id, start, minutes, checks, happened, note, voided };
  await write(visitPath(body.id), sent, "PUT", version);
}

export type VisitAct = "move" | "happened" | "cancel" | "restore" | "unhappened";

/**
 * Return what may be done with a visit.
 *
 * @param isLeader Plans are a leader's word; that a visit took place, whoever was there tells.
 */
export function visitActs(visit: Visit, isLeader: boolean, now: number): VisitAct[] {
  if (visit.voided) return isLeader ? ["restore"] : [];
  if (visit.happened) return isLeader && visit.checks.length > 0 ? ["unhappened"] : [];
  const hasBegun = Date.parse(visit.start) <= now;
  const told: VisitAct[] = hasBegun ? ["happened"] : [];
  return isLeader ? [...told, "move", "cancel"] : told;
}
