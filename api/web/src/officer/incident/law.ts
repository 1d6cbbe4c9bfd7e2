/** What applies to an incident: looked up in what the server worked out, never worked out here. */

import { uuid7 } from "../../base/ids.ts";
import type { Place } from "../../capture/index.ts";
import { type AreaMap, inGeometry, zoneAt } from "../../map/codec.ts";
import type { NewItem } from "../../outbox/index.ts";
import type { Duty, Level, Procedure, Remark, Rule, Words } from "../../records/law_wire.ts";
import { type Stands, standsAt } from "../../records/law_words.ts";

/** What applies to an act; rules and duties by their place in the lists. */
export interface Case {
  answers: {
    lighter: string;
    applies: { rule: number; procedures: Procedure[] }[];
  }[];
  leniency: number[];
  pointers: number[];
  officers_needed: number | null;
  duties: number[];
  certain: boolean;
  remarks: Remark[];
}

export interface Act extends Words {
  id: string;
  categories: string[];
}

export interface MyLaw {
  edition: string;
  /** Local days, both included. */
  first: string;
  last: string;
  /** First days of spans. */
  spans: string[];
  acts: Act[];
  rules: Rule[];
  duties: Duty[];
  cases: Case[];
  /** By act, level and the span of the act: cases by the span of the decision, from that on. */
  table: Record<string, Record<Level, number[][]>>;
  remarks: Remark[];
  zone_unknown: Remark;
  zone_not_approved: Remark;
}

/** What a person wrote of it: which act it was, what they decided, by which rule, and why. */
export interface LawChoice {
  act: string | null;
  done: string[];
  applied: string | null;
  reason: string;
}

export const NO_CHOICE: LawChoice = { act: null, done: [], applied: null, reason: "" };

export function isChosen({ done, reason }: LawChoice): boolean {
  return done.length > 0 || reason.trim() !== "";
}

/** Return which acts an incident of a category may be. */
export function actsOf(law: MyLaw, category: string): Act[] {
  return law.acts.filter((one) => one.categories.includes(category));
}

/**
 * Return what applies to an act of a local day that is decided on another one.
 *
 * An act after its decision, by a clock that was put right, counts as done that day. Null for days
 * that the table on this phone does not reach.
 */
export function caseOf(
  law: MyLaw,
  act: string,
  level: Level,
  day: string,
  today: string,
): Case | null {
  const done = day < today ? day : today;
  if (done < law.first || today > law.last) return null;
  const spanOf = (of: string) => law.spans.filter((first) => first <= of).length - 1;
  const then = spanOf(done);
  const number = law.table[act]?.[level]?.[then]?.[spanOf(today) - then];
  return number === undefined ? null : (law.cases[number] ?? null);
}

/** A level, and how far to trust it. */
export interface Standing {
  level: Level;
  doubt: "not_approved" | "unknown" | "no_map" | null;
}

/** Return the level of a place by the maps on this phone, as the server finds it. */
export function standingAt(maps: readonly AreaMap[], { lon, lat }: Place): Standing {
  const map = maps.find((one) => inGeometry(one.outline, lon, lat));
  const zone = map ? zoneAt(map, lon, lat) : null;
  if (zone) {
    const level = zone.level as Level;
    return { level, doubt: zone.status === "approved" ? null : "not_approved" };
  }
  if (map) return { level: "outside", doubt: map.zones.length > 0 ? null : "unknown" };
  return { level: "outside", doubt: maps.length > 0 ? "unknown" : "no_map" };
}

/** Return what is to be said of a case: of its place, the table, and itself. */
export function remarksOf(law: MyLaw, { doubt }: Standing, found: Case): Remark[] {
  const place =
    doubt === null ? [] : [doubt === "not_approved" ? law.zone_not_approved : law.zone_unknown];
  return [...law.remarks, ...place, ...found.remarks];
}

export interface Applied {
  rule: Rule;
  procedures: Procedure[];
  /** Why it stands there; null where there is one text only. */
  stands: Stands | null;
}

/** Return the rules that apply, each once, with what may be decided on the spot. */
export function appliesIn(law: MyLaw, found: Case): Applied[] {
  const seen = new Set<number>();
  return found.answers
    .flatMap(({ lighter, applies }) =>
      applies.map((one, at) => ({ ...one, stands: standsAt(at, applies.length, lighter) })),
    )
    .filter(({ rule }) => !seen.has(rule) && seen.add(rule))
    .flatMap(({ rule, ...rest }) => {
      const text = law.rules[rule];
      return text ? [{ rule: text, ...rest }] : [];
    });
}

export function rulesAt(law: MyLaw, places: readonly number[]): Rule[] {
  return places.flatMap((at) => law.rules[at] ?? []);
}

/** What was on the screen when it was decided. */
export interface Shown {
  act: string;
  edition: string;
  rules: string[];
  remarks: string[];
}

export function shownOf(law: MyLaw, act: string, standing: Standing, found: Case): Shown {
  const rules = [
    ...appliesIn(law, found).map(({ rule }) => rule),
    ...rulesAt(law, [...found.leniency, ...found.pointers]),
  ];
  return {
    act,
    edition: law.edition,
    rules: [...new Set(rules.map((one) => one.id))].slice(0, MOST_SHOWN),
    remarks: [...new Set(remarksOf(law, standing, found).map((one) => one.key))].slice(
      0,
      MOST_SHOWN,
    ),
  };
}

const MOST_SHOWN = 50;

/** Return the record of a decision; what was only written counts as decided, too. */
export function decisionItem(
  incidentId: string,
  shown: Shown,
  choice: LawChoice,
  decided: string,
  label: string,
  nowIso: string,
): NewItem {
  const id = uuid7(Date.parse(nowIso));
  const reason = choice.reason.trim();
  return {
    id,
    kind: "law_decision",
    path: `/api/v1/incidents/${incidentId}/law-decisions/${id}`,
    body: {
      at: nowIso,
      ...shown,
      // Another category may have been chosen since.
      applied: shown.rules.find((rule) => rule === choice.applied) ?? null,
      decision: decided || reason,
      reason: decided ? reason : "",
    },
    label,
    at: nowIso,
  };
}
