/** Rules, amounts and places of the law in words. */
import { type Key, language, locale, t, wordOf } from "../words.ts";
import type { Duty, Level, OnTheSpot, Procedure, Remark, Rule, Standing } from "./law.ts";

const LEVEL: Record<Level, Key> = {
  first: "officer.zone_first",
  second: "officer.zone_second",
  quasi: "officer.zone_quasi",
  outside: "officer.law_outside",
};

const DOUBT: Record<NonNullable<Standing["doubt"]>, Key> = {
  not_approved: "officer.law_level_hint",
  unknown: "officer.law_level_unknown",
  no_map: "officer.law_no_map",
};

const GEAR: Record<NonNullable<Rule["gear"]>, Key> = {
  none: "officer.law_gear_none",
  if_serious: "officer.law_gear_serious",
  may: "officer.law_gear_may",
  must: "officer.law_gear_must",
};

/** Codes of what is usually decided, in the order in which they are offered. */
export const DECISIONS: Record<string, Key> = {
  order_to_stop: "officer.law_did_order",
  sent_away: "officer.law_did_away",
  seized: "officer.law_did_seize",
  handed_on: "officer.law_did_hand_on",
  later: "officer.law_did_later",
  none: "officer.law_did_none",
};

/** Return what was decided, in words; empty for nothing of the usual. */
export function decidedWords(done: readonly string[]): string {
  const words = Object.entries(DECISIONS).filter(([code]) => done.includes(code));
  return words.map(([, key]) => t(key)).join(language.value === "zh" ? "、" : ", ");
}

/** Return where it was, and how far to trust that. */
export function standingWords({ level, doubt }: Standing): string {
  const place = t(LEVEL[level]);
  return doubt === null ? place : t("officer.law_doubted", { place, doubt: t(DOUBT[doubt]) });
}

/** Return a law and its article. */
export function titleOf(rule: Pick<Rule | Duty, "law" | "article">): string {
  const law = wordOf(rule.law);
  return rule.article === null
    ? t("officer.law_no_article", { law })
    : t("officer.law_title", { law, article: rule.article });
}

/** Return since when, or until when, a text is in force. */
export function datesOf({ valid_from, valid_to }: Rule): string {
  if (valid_from && valid_to) return t("officer.law_from_to", { from: valid_from, to: valid_to });
  if (valid_from) return t("officer.law_from", { from: valid_from });
  return valid_to ? t("officer.law_to", { to: valid_to }) : "";
}

/** Return an amount from and to; null where the table does not know. */
export function rangeWords(range: Rule["fine"]): string | null {
  if (range === null) return null;
  if (range.min === 0) return t("officer.law_range_to", { max: yuan(range.max) });
  return t("officer.law_range", { min: yuan(range.min), max: yuan(range.max) });
}

export function gearWords({ gear }: Rule): string {
  return gear === null ? "" : t(GEAR[gear]);
}

/** Return whether it may be decided on the spot, for each whom it may concern. */
export function spotWords(procedures: readonly Procedure[]): string {
  const all = (kind: OnTheSpot) => procedures.every((one) => one.on_the_spot === kind);
  if (all("never")) return t("officer.law_spot_never");
  if (all("unknown")) return t("officer.law_spot_unknown");
  const comma = language.value === "zh" ? "、" : ", ";
  if (!all("up_to_limit")) return procedures.map(spotOf).join(comma);
  return t("officer.law_spot_limits", { limits: procedures.map(limitOf).join(comma) });
}

const SPOT: Record<Exclude<OnTheSpot, "up_to_limit">, Key> = {
  always: "officer.law_spot_all",
  never: "officer.law_spot_not",
  unknown: "officer.law_spot_no_range",
};

function spotOf(one: Procedure): string {
  if (one.on_the_spot !== "up_to_limit") return t(SPOT[one.on_the_spot], { who: whoOf(one) });
  return t("officer.law_spot_limits", { limits: limitOf(one) });
}

function limitOf(one: Procedure): string {
  return t("officer.law_spot_limit", { who: whoOf(one), limit: yuan(one.limit ?? 0) });
}

function whoOf({ subject }: Procedure): string {
  return t(subject === "person" ? "officer.law_person" : "officer.law_firm");
}

/** Return a remark; a rule that it names by its id, by its law. */
export function remarkWords(remark: Remark, rules: readonly Rule[]): string {
  const said = language.value === "zh" ? remark.reason_zh : remark.reason_en;
  return rules.reduce((text, rule) => text.replace(rule.id, titleOf(rule)), said);
}

/** Return an amount: whole ten thousands as they are spoken of in Chinese. */
function yuan(amount: number): string {
  if (language.value === "zh" && amount >= 10_000 && amount % 10_000 === 0) {
    return t("officer.law_wan", { n: amount / 10_000 });
  }
  return t("officer.law_yuan", { n: amount.toLocaleString(locale.value) });
}
