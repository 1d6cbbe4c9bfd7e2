/** Codes of incidents in words. */
import type { Level } from "../../records/law_wire.ts";
import type { Catalogue } from "../records/names.ts";
import { termWord } from "../records/names.ts";
import { number } from "../times.ts";
import type { Outcome, PlacedBy, Seized, Source } from "./wire.ts";
import { type Key, t } from "./words.ts";

export const SOURCE: Record<Source, Key> = {
  patrol: "console_incidents.source_patrol",
  camera: "console_incidents.source_camera",
  citizen: "console_incidents.source_citizen",
  campaign: "console_incidents.source_campaign",
  joint: "console_incidents.source_joint",
};

export const LEVEL: Record<Level, Key> = {
  first: "console_incidents.zone_first",
  second: "console_incidents.zone_second",
  quasi: "console_incidents.zone_quasi",
  outside: "console_incidents.zone_outside",
};

const PLACED: Record<PlacedBy, Key> = {
  gps: "console_incidents.placed_gps",
  map: "console_incidents.placed_map",
  ledger: "console_incidents.placed_ledger",
};

const FLAG: Record<string, Key> = {
  outside_county: "console_incidents.flag_outside_county",
  outcome_before_incident: "console_incidents.flag_outcome_before",
  clock_ahead: "console_incidents.flag_clock_ahead",
};

export function sourceWord(source: string): string {
  const key = SOURCE[source as Source];
  return key ? t(key) : source;
}

export function placedWord(placed: string): string {
  const key = PLACED[placed as PlacedBy];
  return key ? t(key) : placed;
}

export function flagWord(flag: string): string {
  const key = FLAG[flag];
  return key ? t(key) : flag;
}

/** Return what was done, `劝离 3 人`; without the note, which people typed. */
export function outcomeWord(catalogue: Catalogue, one: Outcome): string {
  const parts = [
    termWord(catalogue.outcomes, one.kind),
    one.people ? t("console_incidents.n_people", { n: one.people }) : "",
    one.fine_yuan ? t("console_incidents.yuan", { n: number(one.fine_yuan) }) : "",
    one.agency ? `→ ${termWord(catalogue.agencies, one.agency)}` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

/** The unit that stands where nobody chose one. */
const UNSAID = "set"; // not a message

export function seizedWord(catalogue: Catalogue, one: Omit<Seized, "note">): string {
  const unit = one.unit === UNSAID ? t("console_incidents.unit_set") : one.unit;
  return `${termWord(catalogue.gear, one.kind)} ${one.quantity} ${unit}`;
}
