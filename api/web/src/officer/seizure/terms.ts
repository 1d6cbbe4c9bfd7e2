/** Kinds of things and of steps, in words. */
import * as duty from "../state/duty.ts";
import { type Key, t, wordOf } from "../words.ts";
import type { Measure } from "./draft.ts";
import type { ClockTold, EventKind, FactKind, State } from "./wire.ts";

export function gearWord(kind: string): string {
  const term = duty.told.value?.gear.find((one) => one.code === kind);
  return term ? wordOf(term) : kind;
}

export function categoryWord(code: string): string {
  const term = duty.told.value?.categories.find((one) => one.code === code);
  return term ? wordOf(term) : code;
}

export const MEASURE: Record<Measure, { word: Key; why: Key }> = {
  emergency_seizure: {
    word: "officer.seizure.emergency",
    why: "officer.seizure.emergency_why",
  },
  seizure: { word: "officer.seizure.approved_first", why: "officer.seizure.approved_first_why" },
  preservation: {
    word: "officer.seizure.preservation",
    why: "officer.seizure.preservation_why",
  },
};

export function measureWord(measure: string): string {
  const known = MEASURE[measure as Measure];
  return known ? t(known.word) : measure;
}

const STATE: Record<State, Key> = {
  held: "officer.seizure.state_held",
  confiscated: "officer.seizure.state_confiscated",
  returned: "officer.seizure.state_returned",
  destroyed: "officer.seizure.state_destroyed",
  transferred: "officer.seizure.state_transferred",
  released_live: "officer.seizure.state_released",
  disposed: "officer.seizure.state_disposed",
};

export function stateWord(state: string): string {
  const key = STATE[state as State];
  return key ? t(key) : state;
}

const STEP: Record<EventKind, Key> = {
  seized: "officer.seizure.step_seized",
  moved: "officer.seizure.step_moved",
  inspected: "officer.seizure.step_inspected",
  notice_posted: "officer.seizure.step_notice",
  confiscated: "officer.seizure.step_confiscated",
  returned: "officer.seizure.step_returned",
  destroyed: "officer.seizure.step_destroyed",
  transferred: "officer.seizure.step_transferred",
  released_live: "officer.seizure.step_released",
  disposed: "officer.seizure.step_disposed",
};

const FACT: Record<FactKind, Key> = {
  approved: "officer.seizure.fact_approved",
  reported: "officer.seizure.fact_reported",
  testing_begun: "officer.seizure.fact_testing_begun",
  testing_ended: "officer.seizure.fact_testing_ended",
  extended: "officer.seizure.fact_extended",
  decided: "officer.seizure.fact_decided",
  case_filed: "officer.seizure.fact_case_filed",
  case_decided: "officer.seizure.fact_case_decided",
};

const CLOCK: Record<ClockTold["kind"], Key> = {
  seizure_report: "officer.seizure.clock_report",
  seizure: "officer.seizure.clock_seizure",
  preservation: "officer.seizure.clock_preservation",
  case: "officer.seizure.clock_case",
};

export function stepWord(kind: EventKind | FactKind): string {
  return t(kind in STEP ? STEP[kind as EventKind] : FACT[kind as FactKind]);
}

export function isFact(kind: string): kind is FactKind {
  return kind in FACT;
}

export function isStep(kind: string): kind is EventKind {
  return kind in STEP;
}

export function clockWord(kind: ClockTold["kind"]): string {
  return t(CLOCK[kind]);
}
