/** What is being ordered: kept while the console is open, so that nothing chosen is lost. */
import { signal } from "@preact/signals";
import { uuid7 } from "../../base/ids.ts";
import { language } from "../../base/words.ts";
import { tell } from "../asking.ts";
import { dayOf } from "../times.ts";
import { type Chosen, likely, written } from "./periods.ts";
import { type BriefAsked, type BriefJob, type BriefKind, FORMS } from "./wire.ts";

export interface Draft extends Omit<BriefAsked, "period"> {
  /** Null until it is known of when there are records. */
  period: Chosen | null;
}

export const USUAL = FORMS.filter((one) => one !== "svg");

/** Null before anything was chosen. */
export const draft = signal<Draft | null>(null);

export function firstDraft(): Draft {
  return {
    kind: "monthly",
    period: null,
    areas: [],
    languages: [language.value],
    formats: [...USUAL],
  };
}

/** Return what is ordered now; the period is the likely one until somebody chooses another. */
export function periodOfDraft(one: Draft, lastMonth: string | null): Chosen {
  return one.period ?? likely(one.kind, lastMonth, dayOf(Date.now()));
}

export function askedOf(one: Draft, period: Chosen): BriefAsked {
  const { kind, areas, languages, formats } = one;
  return { kind, period: written(kind, period), areas, languages, formats };
}

/** Have a briefing made; its job is told at once. */
export function order(asked: BriefAsked): Promise<BriefJob> {
  const { kind, period, areas, languages, formats } = asked;
  const body = { id: uuid7(), kind, period, areas, languages, formats };
  return tell<BriefJob>("/api/v1/briefings", body, "POST");
}

export function stop(id: string): Promise<BriefJob> {
  return tell<BriefJob>(`/api/v1/jobs/${id}/stop`, undefined, "POST");
}

export function otherKind(one: Draft, kind: BriefKind): Draft {
  return { ...one, kind, period: null };
}

/** Return a list with or without one of it. */
export function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}
