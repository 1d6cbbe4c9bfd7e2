/** Kinds of measures, states and steps of seizures, in words. */
import type { ClockTold, EventKind, FactKind, Measure, State } from "./seizure_wire.ts";
import { type Key, t } from "./words.ts";

export const MEASURE: Record<Measure, Key> = {
  emergency_seizure: "record_terms.emergency",
  seizure: "record_terms.approved_first",
  preservation: "record_terms.preservation",
};

export function measureWord(measure: string): string {
  const known = MEASURE[measure as Measure];
  return known ? t(known) : measure;
}

const STATE: Record<State, Key> = {
  held: "record_terms.state_held",
  confiscated: "record_terms.state_confiscated",
  returned: "record_terms.state_returned",
  destroyed: "record_terms.state_destroyed",
  transferred: "record_terms.state_transferred",
  released_live: "record_terms.state_released",
  disposed: "record_terms.state_disposed",
};

export function stateWord(state: string): string {
  const key = STATE[state as State];
  return key ? t(key) : state;
}

const STEP: Record<EventKind, Key> = {
  seized: "record_terms.step_seized",
  moved: "record_terms.step_moved",
  inspected: "record_terms.step_inspected",
  notice_posted: "record_terms.step_notice",
  confiscated: "record_terms.step_confiscated",
  returned: "record_terms.step_returned",
  destroyed: "record_terms.step_destroyed",
  transferred: "record_terms.step_transferred",
  released_live: "record_terms.step_released",
  disposed: "record_terms.step_disposed",
};

const FACT: Record<FactKind, Key> = {
  approved: "record_terms.fact_approved",
  reported: "record_terms.fact_reported",
  testing_begun: "record_terms.fact_testing_begun",
  testing_ended: "record_terms.fact_testing_ended",
  extended: "record_terms.fact_extended",
  decided: "record_terms.fact_decided",
  case_filed: "record_terms.fact_case_filed",
  case_decided: "record_terms.fact_case_decided",
};

const CLOCK: Record<ClockTold["kind"], Key> = {
  seizure_report: "record_terms.clock_report",
  seizure: "record_terms.clock_seizure",
  preservation: "record_terms.clock_preservation",
  case: "record_terms.clock_case",
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
