/** Rules and amounts of the law in words. */
import { listed } from "../base/words.ts";
import type { Duty, OnTheSpot, Procedure, Remark, Rule } from "./law_wire.ts";
import { type Key, language, locale, t, wordOf } from "./words.ts";

const GEAR: Record<NonNullable<Rule["gear"]>, Key> = {
  none: "record_terms.law_gear_none",
  if_serious: "record_terms.law_gear_serious",
  may: "record_terms.law_gear_may",
  must: "record_terms.law_gear_must",
};

/** Return a law and its article. */
export function titleOf(rule: Pick<Rule | Duty, "law" | "article">): string {
  const law = wordOf(rule.law);
  if (rule.article === null) return t("record_terms.law_no_article", { law });
  const article = language.value === "zh" ? rule.article : rule.article.replaceAll("、", ", ");
  return t("record_terms.law_title", { law, article });
}

/** Return since when, or until when, a text is in force. */
export function datesOf({ valid_from, valid_to }: Rule): string {
  if (valid_from && valid_to)
    return t("record_terms.law_from_to", { from: valid_from, to: valid_to });
  if (valid_from) return t("record_terms.law_from", { from: valid_from });
  return valid_to ? t("record_terms.law_to", { to: valid_to }) : "";
}

/** Why a text stands beside another: it held then, or is newer, and lighter or to be compared. */
export type Stands = "then" | "newer_lighter" | "newer_if_lighter";

const STANDS: Record<Stands, Key> = {
  // biome-ignore lint/suspicious/noThenProperty: a text, not a promise
  then: "record_terms.law_then",
  newer_lighter: "record_terms.law_newer_lighter",
  newer_if_lighter: "record_terms.law_newer_if_lighter",
};

/**
 * Return why the text at a place among those that apply stands there; null where it is alone.
 *
 * Of two, the server tells that of the day of the act first.
 */
export function standsAt(place: number, n: number, lighter: string): Stands | null {
  if (n > 1) return place === 0 ? "then" : "newer_if_lighter";
  return lighter === "newer" ? "newer_lighter" : null;
}

export function standsWords(stands: Stands): string {
  return t(STANDS[stands]);
}

/** Return an amount from and to; null where the table does not know. */
export function rangeWords(range: Rule["fine"]): string | null {
  if (range === null) return null;
  if (range.min === 0) return t("record_terms.law_range_to", { max: yuan(range.max) });
  return t("record_terms.law_range", { min: yuan(range.min), max: yuan(range.max) });
}

export function gearWords({ gear }: Rule): string {
  return gear === null ? "" : t(GEAR[gear]);
}

/** Return whether it may be decided on the spot, for each whom it may concern. */
export function spotWords(procedures: readonly Procedure[]): string {
  const all = (kind: OnTheSpot) => procedures.every((one) => one.on_the_spot === kind);
  if (all("never")) return t("record_terms.law_spot_never");
  if (all("unknown")) return t("record_terms.law_spot_unknown");
  if (!all("up_to_limit")) return listed(procedures.map(spotOf));
  return t("record_terms.law_spot_limits", { limits: listed(procedures.map(limitOf)) });
}

const SPOT: Record<Exclude<OnTheSpot, "up_to_limit">, Key> = {
  always: "record_terms.law_spot_all",
  never: "record_terms.law_spot_not",
  unknown: "record_terms.law_spot_no_range",
};

function spotOf(one: Procedure): string {
  if (one.on_the_spot !== "up_to_limit") return t(SPOT[one.on_the_spot], { who: whoOf(one) });
  return t("record_terms.law_spot_limits", { limits: limitOf(one) });
}

function limitOf(one: Procedure): string {
  return t("record_terms.law_spot_limit", { who: whoOf(one), limit: yuan(one.limit ?? 0) });
}

function whoOf({ subject }: Procedure): string {
  return t(subject === "person" ? "record_terms.law_person" : "record_terms.law_firm");
}

/** Return a remark; a rule that it names by its id, by its law. */
export function remarkWords(remark: Remark, rules: readonly Rule[]): string {
  const said = language.value === "zh" ? remark.reason_zh : remark.reason_en;
  return rules.reduce((text, rule) => text.replace(rule.id, titleOf(rule)), said);
}

/** Return an amount: whole ten thousands as they are spoken of in Chinese. */
function yuan(amount: number): string {
  if (language.value === "zh" && amount >= 10_000 && amount % 10_000 === 0) {
    return t("record_terms.law_wan", { n: amount / 10_000 });
  }
  return t("record_terms.law_yuan", { n: amount.toLocaleString(locale.value) });
}
