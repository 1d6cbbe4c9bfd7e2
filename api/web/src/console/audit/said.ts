/** What entries say, in words: chains, actors, acts, objects. */
import { ZONE } from "../times.ts";
import { type Actor, ADMINISTRATION } from "./wire.ts";
import { type Key, t } from "./words.ts";

const CHAINS: Readonly<Record<string, Key>> = {
  [ADMINISTRATION]: "console_audit.chain_administration",
  reservoir: "console_audit.chain_reservoir",
  park: "console_audit.chain_park",
};

export const ACTIONS: Readonly<Record<string, Key>> = {
  create: "console_audit.act_create",
  edit: "console_audit.act_edit",
  move: "console_audit.act_move",
  sign_in: "console_audit.act_sign_in",
  sign_out: "console_audit.act_sign_out",
  password: "console_audit.act_password",
  disable: "console_audit.act_disable",
  enable: "console_audit.act_enable",
  "session.end": "console_audit.act_session_end",
  "totp.on": "console_audit.act_totp_on",
  "totp.off": "console_audit.act_totp_off",
  "totp.offer": "console_audit.act_totp_offer",
  "token.give": "console_audit.act_token_give",
  "token.revoke": "console_audit.act_token_revoke",
  "alarm_token.give": "console_audit.act_alarm_token",
  open: "console_audit.act_open",
  search: "console_audit.act_search",
  print: "console_audit.act_print",
  export: "console_audit.act_export",
  "job.start": "console_audit.act_job_start",
  "job.end": "console_audit.act_job_end",
  "notice.seen": "console_audit.act_notice_seen",
  "due.told": "console_audit.act_due_told",
  "silence.told": "console_audit.act_silence_told",
  "alert.told_all": "console_audit.act_alert_told",
  "webhook.sent": "console_audit.act_webhook_sent",
  "webhook.given_up": "console_audit.act_webhook_given_up",
  import: "console_audit.act_import",
  replay: "console_audit.act_replay",
  load: "console_audit.act_load",
  prepare: "console_audit.act_prepare",
  use: "console_audit.act_use",
  give_up: "console_audit.act_give_up",
  draft: "console_audit.act_draft",
  put_in_force: "console_audit.act_put_in_force",
  establish: "console_audit.act_establish",
  retire: "console_audit.act_retire",
  bring_back: "console_audit.act_bring_back",
  discard: "console_audit.act_discard",
  "key.destroy": "console_audit.act_key_destroy",
  "key.adopt": "console_audit.act_key_adopt",
  "keys.restore": "console_audit.act_keys_restore",
  adopt: "console_audit.act_adopt",
  enrol: "console_audit.act_enrol",
  "enrol.done": "console_audit.act_enrol_done",
  "reader.grant": "console_audit.act_reader_grant",
  "setup.offer": "console_audit.act_setup_offer",
  "setup.done": "console_audit.act_setup_done",
};

export const KINDS: Readonly<Record<string, Key>> = {
  incident: "console_audit.kind_incident",
  patrol: "console_audit.kind_patrol",
  track: "console_audit.kind_track",
  track_withdrawal: "console_audit.kind_track_withdrawal",
  declared_route: "console_audit.kind_declared_route",
  shift: "console_audit.kind_shift",
  handover: "console_audit.kind_handover",
  evidence: "console_audit.kind_evidence",
  seizure: "console_audit.kind_seizure",
  custody_event: "console_audit.kind_custody_event",
  clock_event: "console_audit.kind_clock_event",
  law_decision: "console_audit.kind_law_decision",
  incident_void: "console_audit.kind_incident_void",
  case: "console_audit.kind_case",
  case_step: "console_audit.kind_case_step",
  task: "console_audit.kind_task",
  task_answer: "console_audit.kind_task_answer",
  check_point: "console_audit.kind_check_point",
  check_in: "console_audit.kind_check_in",
  alarm: "console_audit.kind_alarm",
  alarm_sign: "console_audit.kind_alarm_sign",
  alarm_position: "console_audit.kind_alarm_position",
  camera: "console_audit.kind_camera",
  camera_alert: "console_audit.kind_camera_alert",
  alert_answer: "console_audit.kind_alert_answer",
  camera_review: "console_audit.kind_camera_review",
  published_camera: "console_audit.kind_published_camera",
  operation: "console_audit.kind_operation",
  operation_link: "console_audit.kind_operation_link",
  transfer: "console_audit.kind_transfer",
  firm: "console_audit.kind_firm",
  service_visit: "console_audit.kind_service_visit",
  combined_visit: "console_audit.kind_combined_visit",
  planned_check: "console_audit.kind_planned_check",
  guidance_slot: "console_audit.kind_guidance_slot",
  block: "console_audit.kind_block",
  responsibility: "console_audit.kind_responsibility",
  duty_handover: "console_audit.kind_duty_handover",
  roster: "console_audit.kind_roster",
  roster_setup: "console_audit.kind_roster_setup",
  roster_answer: "console_audit.kind_roster_answer",
  officer_profile: "console_audit.kind_officer_profile",
  leave: "console_audit.kind_leave",
  swap: "console_audit.kind_swap",
  duty_wish: "console_audit.kind_duty_wish",
  job: "console_audit.kind_job",
  officer: "console_audit.kind_officer",
  device: "console_audit.kind_device",
  area: "console_audit.kind_area",
  zone: "console_audit.kind_zone",
  grid: "console_audit.kind_grid",
  new_area: "console_audit.kind_new_area",
  boundary: "console_audit.kind_boundary",
  law_table: "console_audit.kind_law_table",
  catalogue_term: "console_audit.kind_catalogue_term",
  calendar: "console_audit.kind_calendar",
  outbox: "console_audit.kind_outbox",
  incidents: "console_audit.kind_incidents",
  due_list: "console_audit.kind_due_list",
  squad: "console_audit.kind_squad",
  reference: "console_audit.kind_reference",
  people: "console_audit.kind_people",
  alarm_token: "console_audit.kind_alarm_token",
  store: "console_audit.kind_store",
};

export function chainWord(chain: string): string {
  const key = CHAINS[chain];
  return key ? t(key) : chain;
}

export function actionWord(action: string): string {
  const key = ACTIONS[action];
  return key ? t(key) : action;
}

export interface Thing {
  kind: string;
  id: string;
}

export function thingOf(object: string): Thing {
  const at = object.indexOf("/");
  return at < 0
    ? { kind: object, id: "" }
    : { kind: object.slice(0, at), id: object.slice(at + 1) };
}

export function kindWord(kind: string): string {
  const key = KINDS[kind];
  return key ? t(key) : kind;
}

/** Return what an entry is about: its kind, and as much of its id as tells it from others. */
export function thingWords(object: string): string {
  const { kind, id } = thingOf(object);
  // Ids of phones begin with the time: their end tells them apart.
  const short = id.length > 12 ? `…${id.slice(-8)}` : id;
  return [kindWord(kind), short].filter(Boolean).join(" ");
}

/** Return who did it: by name where the id is known, else as the entry has it. */
export function actorWords(actor: string, actors: readonly Actor[]): string {
  if (actor === "-") return t("console_audit.nobody_signed_in");
  if (actor === "system") return t("console_audit.the_system");
  const known = actors.find((one) => one.actor === actor);
  if (known) return known.name;
  const { kind, id } = thingOf(actor);
  return `${kindWord(kind)} …${id.slice(-8)}`;
}

const exact = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});

/** Return `2022-10-08 14:02:09`. */
export function exactTime(at: string): string {
  const part = Object.fromEntries(
    exact.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
  );
  const hour = part.hour === "24" ? "00" : part.hour;
  return `${part.year}-${part.month}-${part.day} ${hour}:${part.minute}:${part.second}`;
}
