/** Stages, steps, limits and holders of cases in words. */
import { personName, termWord } from "../../office.ts";
import { session } from "../../session.ts";
import { number } from "../../times.ts";
import { type Key, t } from "../words.ts";
import type { CaseLimit, CaseRun, Holder, LimitOf, LimitUnit, Stage, StepKind } from "./wire.ts";

const STAGE: Record<Stage, Key> = {
  reported: "console_park.stage_reported",
  accepted: "console_park.stage_accepted",
  dispatched: "console_park.stage_dispatched",
  handled: "console_park.stage_handled",
  verified: "console_park.stage_verified",
  closed: "console_park.stage_closed",
};

const STEP: Record<StepKind, Key> = {
  reported: "console_park.step_reported",
  accepted: "console_park.step_accepted",
  dispatched: "console_park.step_dispatched",
  handed: "console_park.step_handed",
  supervised: "console_park.step_supervised",
  handled: "console_park.step_handled",
  verified: "console_park.step_verified",
  returned: "console_park.step_returned",
  closed: "console_park.step_closed",
  rated: "console_park.step_rated",
  reopened: "console_park.step_reopened",
};

const LIMIT: Record<LimitOf, Key> = {
  accept: "console_park.step_accepted",
  dispatch: "console_park.step_dispatched",
  handle: "console_park.step_handled",
  verify: "console_park.step_verified",
  close: "console_park.step_closed",
  total: "console_park.limit_total",
};

const UNIT: Record<LimitUnit, Key> = {
  hours: "console_park.unit_hours",
  working_minutes: "console_park.unit_working_minutes",
  working_hours: "console_park.unit_working_hours",
  working_days: "console_park.unit_working_days",
};

const STATE: Record<CaseRun["state"], Key> = {
  met: "console_park.run_met",
  met_late: "console_park.run_met_late",
  running: "console_park.run_running",
  due_soon: "console_park.run_due_soon",
  overdue: "console_park.run_overdue",
};

const SOURCE: Readonly<Record<string, Key>> = {
  patrol: "console_park.source_patrol",
  camera: "console_park.source_camera",
  citizen: "console_park.source_citizen",
  campaign: "console_park.source_campaign",
  joint: "console_park.source_joint",
};

/** What a case waits for. */
export function stageWord(stage: Stage): string {
  return t(STAGE[stage]);
}

export function stepWord(kind: StepKind): string {
  return t(STEP[kind]);
}

export function limitWord(what: LimitOf): string {
  return t(LIMIT[what]);
}

export function stateWord(state: CaseRun["state"]): string {
  return t(STATE[state]);
}

export function sourceWord(source: string): string {
  const key = SOURCE[source];
  return key ? t(key) : source;
}

/** Return `3 个工作日`. */
export function lengthWord({ length, unit }: Pick<CaseLimit, "length" | "unit">): string {
  return t(UNIT[unit], { n: length });
}

export function holderWord(holder: Holder | null): string {
  if (holder === null) return "—";
  if (holder.kind === "agency") return termWord("agencies", holder.code);
  if (holder.kind === "role")
    return t(holder.code === "leader" ? "console_park.leader" : "console_park.squad");
  if (holder.code === session.value?.id) return t("console_park.me");
  return holder.code ? personName(holder.code) : t("console_park.an_officer");
}

const HOUR_S = 3600;
const SHORT_S = 2 * HOUR_S;

/** Return office hours, `6.5 工作小时`. */
export function workedWords(seconds: number): string {
  return t("console_park.worked_hours", { n: number(seconds / HOUR_S, 1) });
}

/** Return how much of a limit is used, `6.5 / 24 工作小时`; short ones in minutes. */
export function usedWords({ used_s, allowed_s, unit }: CaseLimit): string {
  const byClock = unit === "hours";
  if (allowed_s < SHORT_S && used_s < 5 * SHORT_S) {
    const fill = { used: Math.round(used_s / 60), allowed: Math.round(allowed_s / 60) };
    return t(byClock ? "console_park.used_minutes" : "console_park.used_working_minutes", fill);
  }
  const fill = { used: number(used_s / HOUR_S, 1), allowed: number(allowed_s / HOUR_S, 1) };
  return t(byClock ? "console_park.used_hours" : "console_park.used_working_hours", fill);
}
