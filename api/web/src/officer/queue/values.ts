/** Fields of records, and what is in them, in words. */
import { shortTime } from "../state/clock.ts";
import { areaOf, nameOfOfficer, told } from "../state/duty.ts";
import { type Key, nameOf, t, wordOf } from "../words.ts";
import { isMoment } from "./pairs.ts";

const FIELD: Record<string, Key> = {
  act: "officer.law_act",
  applied: "officer.law_applied",
  area: "officer.area",
  at: "officer.time",
  case_id: "officer.kind_case",
  category: "officer.category",
  crew: "officer.crew",
  camera: "officer.field_camera",
  day: "officer.roster.field_day",
  days: "officer.field_days",
  decision: "officer.law_decision",
  end: "officer.route_to",
  first_day: "officer.roster.first_day",
  from_place: "officer.field_from",
  incident_id: "officer.incident",
  items: "officer.field_items",
  kind: "officer.field_kind",
  last_day: "officer.roster.last_day",
  measure: "officer.field_measure",
  mode: "officer.mode",
  narrative: "officer.narrative",
  note: "officer.note",
  notice_ends: "officer.field_notice_ends",
  number: "officer.field_number",
  photos: "officer.photo",
  occurred_at: "officer.time",
  officers: "officer.field_officers",
  open_points: "officer.handover_points",
  outcomes: "officer.outcomes_all",
  ownerless: "officer.field_ownerless",
  party: "officer.persons_all",
  persons: "officer.persons_all",
  place: "officer.place",
  point: "officer.place",
  reason: "officer.field_reason",
  result: "officer.review.title",
  rules: "officer.field_rules",
  seized: "officer.gear_held",
  seizure_id: "officer.kind_seizure",
  signatures: "officer.field_signatures",
  source: "officer.source",
  start: "officer.route_from",
  text: "officer.note",
  to: "officer.field_to",
  void: "officer.field_void",
  voided: "officer.field_void",
  withdrawn: "officer.field_withdrawn",
};

export function fieldWord(name: string): string {
  const key = FIELD[name];
  return key ? t(key) : name;
}

export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.map(valueWords).filter(Boolean).join("; ");
  if (typeof value === "object") {
    return Object.values(value as Record<string, unknown>)
      .map(valueWords)
      .filter(Boolean)
      .join(" ");
  }
  return isMoment(value) ? shortTime(value) : word(String(value));
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Codes of the catalogue, areas and people have names; ids of anything else say nothing to people.
 * The rest is as it was typed.
 */
function word(text: string): string {
  if (text === "true") return t("officer.field_true");
  if (text === "false") return t("officer.field_false");
  const known = told.value;
  const terms = [...(known?.categories ?? []), ...(known?.outcomes ?? []), ...(known?.gear ?? [])];
  const term = terms.find((one) => one.code === text);
  if (term) return wordOf(term);
  const area = areaOf(text);
  if (area) return nameOf(area);
  const officer = known?.officers.find((one) => one.id === text);
  if (officer) return nameOfOfficer(officer.id);
  return ID.test(text) ? "" : text;
}
