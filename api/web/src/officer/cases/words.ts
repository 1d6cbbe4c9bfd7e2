/** Stages, steps and holders of cases in words. */
import { agencies } from "../state/catalogue.ts";
import { nameOfOfficer, told } from "../state/duty.ts";
import { inside } from "../state/entry.ts";
import { type Key, t, wordOf } from "../words.ts";
import type { Holder, Stage, StepKind } from "./wire.ts";

const STAGE: Record<Stage, Key> = {
  reported: "officer.case.stage_reported",
  accepted: "officer.case.stage_accepted",
  dispatched: "officer.case.stage_dispatched",
  handled: "officer.case.stage_handled",
  verified: "officer.case.stage_verified",
  closed: "officer.case.stage_closed",
};

const STEP: Record<StepKind, Key> = {
  reported: "officer.case.step_reported",
  accepted: "officer.case.step_accepted",
  dispatched: "officer.case.step_dispatched",
  handed: "officer.case.step_handed",
  supervised: "officer.case.step_supervised",
  handled: "officer.case.step_handled",
  verified: "officer.case.step_verified",
  returned: "officer.case.step_returned",
  closed: "officer.case.step_closed",
  rated: "officer.case.step_rated",
  reopened: "officer.case.step_reopened",
};

/** What a case waits for. */
export function stageWord(stage: Stage): string {
  return t(STAGE[stage]);
}

export function stepWord(kind: StepKind): string {
  return t(STEP[kind]);
}

export function categoryWord(code: string): string {
  const term = told.value?.categories.find((one) => one.code === code);
  return term ? wordOf(term) : code || t("officer.case.title");
}

export function isMe(holder: Holder | null): boolean {
  return holder?.kind === "officer" && holder.code === inside.value?.officer.id;
}

/** Return who it is; reading it in a component makes that follow the language. */
export function holderWord(holder: Holder): string {
  if (isMe(holder)) return t("officer.case.me");
  if (holder.kind === "officer") return holder.code ? nameOfOfficer(holder.code) : "—";
  if (holder.kind === "role") {
    return holder.code === "leader" ? t("officer.case.leader") : t("officer.case.squad");
  }
  const agency = agencies.value.find((one) => one.code === holder.code);
  return agency ? wordOf(agency) : holder.code;
}
