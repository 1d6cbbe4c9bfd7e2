/** Kinds of unsent work, and what the server said of it, in words. */
import type { ItemView, Told } from "../../outbox/index.ts";
import { type Key, language, t } from "../words.ts";

const KIND: Record<ItemView["kind"], Key> = {
  shift: "officer.kind_shift",
  patrol: "officer.kind_patrol",
  incident: "officer.incident",
  track: "officer.kind_track",
  declared_route: "officer.kind_route",
  handover: "officer.kind_handover",
  check_in: "officer.kind_check_in",
  task: "officer.kind_task",
  task_answer: "officer.kind_task_answer",
  alert_answer: "officer.kind_alert_answer",
  alarm: "officer.kind_alarm",
  alarm_sign: "officer.kind_alarm_sign",
  alarm_position: "officer.kind_alarm_position",
  incident_void: "officer.kind_incident_void",
  law_decision: "officer.kind_law_decision",
  seizure: "officer.kind_seizure",
  custody_event: "officer.kind_custody_event",
  clock_event: "officer.kind_clock_event",
  track_withdrawal: "officer.kind_track_withdrawal",
  camera_review: "officer.kind_camera_review",
  case: "officer.kind_case",
  case_step: "officer.kind_case_step",
  leave: "officer.roster.leave",
  duty_wish: "officer.roster.wish",
  swap: "officer.roster.swap",
  roster_answer: "officer.roster.kind_answer",
  file: "officer.kind_file",
};

export function kindWord(kind: ItemView["kind"]): string {
  return t(KIND[kind]);
}

/** Return the server's own words: they say what to do. */
export function toldWords(told: Told): string {
  const side = language.value;
  const said = told[side] || t("ui.refused", { status: told.status });
  return [said, ...told.findings.map((one) => one[side])].join(" ");
}
