/** Rules of rosters as the office has them, and what a squad has otherwise. */
import type { RuleChange, Strength } from "../wire.ts";
import { filled, type Language } from "../words.ts";

/** Of the weight of any rule. */
export const WEIGHTS = [0, 100_000] as const;

/** A rule as the office has it. */
export interface Rule {
  rule: string;
  family: "officer" | "post";
  name_zh: string;
  name_en: string;
  kind: Strength;
  weight: number;
  numbers: Record<string, number>;
  /** The sentence, with its numbers by name in braces. */
  pattern_zh: string;
  pattern_en: string;
  /** The least and the most of each number. */
  ranges: Record<string, [number, number]>;
}

export interface Setting {
  kind: Strength;
  weight: number;
  numbers: Record<string, number>;
}

export function settingOf(rule: Rule, changes: readonly RuleChange[]): Setting {
  const own = changes.find((one) => one.rule === rule.rule);
  return {
    kind: own?.kind ?? rule.kind,
    weight: own?.weight ?? rule.weight,
    numbers: { ...rule.numbers, ...own?.numbers },
  };
}

/** Return the changes with a rule as wanted: only what is unlike the office's is kept of it. */
export function withSetting(
  rule: Rule,
  changes: readonly RuleChange[],
  wanted: Setting,
): RuleChange[] {
  const rest = changes.filter((one) => one.rule !== rule.rule);
  const numbers = Object.entries(wanted.numbers).filter(
    ([name, value]) => value !== rule.numbers[name],
  );
  const own: RuleChange = {
    rule: rule.rule,
    kind: wanted.kind === rule.kind ? null : wanted.kind,
    weight: wanted.weight === rule.weight ? null : wanted.weight,
    numbers: Object.fromEntries(numbers),
  };
  const isPlain = own.kind === null && own.weight === null && numbers.length === 0;
  return isPlain ? rest : [...rest, own];
}

export function isOwn(rule: Rule, changes: readonly RuleChange[]): boolean {
  return withSetting(rule, [], settingOf(rule, changes)).length > 0;
}

/** Return what a rule says, with its numbers. */
export function sentenceOf(rule: Rule, setting: Setting, language: Language): string {
  return filled(language === "zh" ? rule.pattern_zh : rule.pattern_en, setting.numbers);
}

/** Return a sentence in pieces: words, and the names of the numbers between them. */
export function piecesOf(rule: Rule, language: Language): { words?: string; number?: string }[] {
  const pattern = language === "zh" ? rule.pattern_zh : rule.pattern_en;
  return pattern
    .split(/\{(\w+)\}/)
    .map((piece, n) => (n % 2 === 0 ? { words: piece } : { number: piece }))
    .filter((piece) => piece.words !== "");
}

export function ruleName(rule: Rule, language: Language): string {
  return language === "zh" ? rule.name_zh : rule.name_en;
}
