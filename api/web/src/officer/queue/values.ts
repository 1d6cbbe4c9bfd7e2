/** Fields of records, and what is in them, in words. */
import { shortTime } from "../state/clock.ts";
import { areaOf, nameOfOfficer, told } from "../state/duty.ts";
import { type Key, nameOf, t, wordOf } from "../words.ts";
import { isMoment } from "./pairs.ts";

const FIELD: Record<string, Key> = {
  area: "officer.area",
  at: "officer.time",
  category: "officer.category",
  crew: "officer.crew",
  end: "officer.route_to",
  mode: "officer.mode",
  narrative: "officer.narrative",
  note: "officer.note",
  occurred_at: "officer.time",
  open_points: "officer.handover_points",
  outcomes: "officer.outcomes_all",
  persons: "officer.persons_all",
  point: "officer.place",
  seized: "officer.gear_held",
  source: "officer.source",
  start: "officer.route_from",
  text: "officer.note",
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

/** Codes of the catalogue, areas and people have names; anything else is as it was typed. */
function word(text: string): string {
  const known = told.value;
  const terms = [...(known?.categories ?? []), ...(known?.outcomes ?? []), ...(known?.gear ?? [])];
  const term = terms.find((one) => one.code === text);
  if (term) return wordOf(term);
  const area = areaOf(text);
  if (area) return nameOf(area);
  const officer = known?.officers.find((one) => one.id === text);
  return officer ? nameOfOfficer(officer.id) : text;
}
