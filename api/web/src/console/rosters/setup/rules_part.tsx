/** The rules: what each says, how strict it is, and where the squad has it otherwise. */
import { Part } from "../../parts/page.tsx";
import { number } from "../../times.ts";
import { NumberInput } from "../number_input.tsx";
import type { RuleChange, Strength } from "../wire.ts";
import { language, t } from "../words.ts";
import { type Faults, faultKey } from "./faults.ts";
import {
  isOwn,
  piecesOf,
  type Rule,
  ruleName,
  type Setting,
  sentenceOf,
  settingOf,
  WEIGHTS,
  withSetting,
} from "./rules.ts";

const STRENGTHS: readonly Strength[] = ["hard", "soft", "off"];

interface RulesProps {
  rules: readonly Rule[];
  changes: readonly RuleChange[];
  faults: Faults;
  /** Null where it is only to be read. */
  change: ((changes: RuleChange[]) => void) | null;
}

export function RulesPart({ rules, changes, faults, change }: RulesProps) {
  const nOwn = rules.filter((one) => isOwn(one, changes)).length;
  const families = [
    { family: "officer", title: t("console_rosters.rules_of_people") },
    { family: "post", title: t("console_rosters.rules_of_posts") },
  ];
  return (
    <Part
      title={t("console_rosters.rules")}
      aside={
        <span class="quiet small">
          {nOwn === 0
            ? t("console_rosters.no_own_rules")
            : t("console_rosters.own_rules", { n: nOwn })}
        </span>
      }
    >
      <p class="quiet small">{t("console_rosters.rules_what")}</p>
      {families.map(({ family, title }) => (
        <section key={family} class="rule-family">
          <h3>{title}</h3>
          {rules
            .filter((one) => one.family === family)
            .map((one) => (
              <RuleLine
                key={one.rule}
                rule={one}
                changes={changes}
                fault={faults.get(faultKey("rules", one.rule)) ?? null}
                change={change}
              />
            ))}
        </section>
      ))}
    </Part>
  );
}

interface LineProps extends Omit<RulesProps, "rules" | "faults"> {
  rule: Rule;
  fault: string | null;
}

function RuleLine({ rule, changes, fault, change }: LineProps) {
  const setting = settingOf(rule, changes);
  const own = isOwn(rule, changes);
  const name = ruleName(rule, language.value);
  const set = (part: Partial<Setting>) =>
    change?.(withSetting(rule, changes, { ...setting, ...part }));
  return (
    <div class="rule-line" data-own={own || undefined} data-kind={setting.kind}>
      <div class="rule-words">
        <b>{name}</b>
        {own && <span class="tag">{t("console_rosters.is_own")}</span>}
        <p class="rule-sentence">
          {change === null
            ? sentenceOf(rule, setting, language.value)
            : piecesOf(rule, language.value).map((piece) =>
                piece.number === undefined ? (
                  <span key={piece.words}>{piece.words}</span>
                ) : (
                  <NumberInput
                    key={piece.number}
                    label={sentenceOf(rule, setting, language.value)}
                    value={setting.numbers[piece.number] ?? null}
                    range={rule.ranges[piece.number] ?? WEIGHTS}
                    disabled={setting.kind === "off"}
                    change={(value) =>
                      set({
                        numbers: { ...setting.numbers, [piece.number ?? ""]: value ?? Number.NaN },
                      })
                    }
                  />
                ),
              )}
        </p>
        {own && (
          <p class="quiet small">
            {t("console_rosters.by_default", { what: settingWords(rule, rule) })}{" "}
            {change !== null && (
              <button type="button" class="link" onClick={() => set(rule)}>
                {t("console_rosters.to_default")}
                <span class="sr"> {name}</span>
              </button>
            )}
          </p>
        )}
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
      </div>
      {change === null ? (
        <span>
          {strengthWord(setting.kind)}
          {setting.kind !== "off" && ` · ${number(setting.weight)}`}
        </span>
      ) : (
        <div class="rule-strength">
          <select
            class="input"
            aria-label={t("console_rosters.strength_of", { rule: name })}
            value={setting.kind}
            onChange={(event) => set({ kind: event.currentTarget.value as Strength })}
          >
            {STRENGTHS.map((one) => (
              <option key={one} value={one}>
                {strengthWord(one)}
              </option>
            ))}
          </select>
          <NumberInput
            label={t("console_rosters.weight_of", { rule: name })}
            value={setting.weight}
            range={WEIGHTS}
            isWide
            disabled={setting.kind === "off"}
            change={(value) => set({ weight: value ?? Number.NaN })}
          />
        </div>
      )}
    </div>
  );
}

export function strengthWord(kind: Strength): string {
  if (kind === "hard") return t("console_rosters.kind_hard");
  return t(kind === "soft" ? "console_rosters.kind_soft" : "console_rosters.kind_off");
}

export function settingWords(rule: Rule, setting: Setting): string {
  const strict =
    setting.kind === "off"
      ? strengthWord("off")
      : t("console_rosters.kind_weight", {
          kind: strengthWord(setting.kind),
          n: number(setting.weight),
        });
  const isNumbered = Object.keys(rule.numbers).length > 0;
  return isNumbered
    ? `${strict}${t("console_rosters.comma")}${sentenceOf(rule, setting, language.value)}`
    : strict;
}
