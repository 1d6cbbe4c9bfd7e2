/** What follows from a rule: who is competent, how much, since when, how far it was looked up. */
import type { Procedure, Rule } from "./law_wire.ts";
import { datesOf, gearWords, rangeWords, spotWords } from "./law_words.ts";
import { t, wordOf } from "./words.ts";

interface FactsProps {
  rule: Rule;
  procedures: readonly Procedure[];
}

export function RuleFacts({ rule, procedures }: FactsProps) {
  return (
    <dl class="law-facts">
      <Fact
        name={t("record_terms.law_authority")}
        said={rule.authority ? wordOf(rule.authority) : t("record_terms.law_unknown")}
      />
      <Fact
        name={t("record_terms.law_fine_label")}
        said={rangeWords(rule.fine) ?? t("record_terms.law_unknown")}
      />
      <Fact name={t("record_terms.law_serious")} said={rangeWords(rule.serious) ?? ""} />
      <Fact name={t("record_terms.law_spot")} said={spotWords(procedures)} />
      <Fact name={t("record_terms.law_gear")} said={gearWords(rule)} />
      <Fact name={t("record_terms.law_orders")} said={rule.orders ? wordOf(rule.orders) : ""} />
      <Fact name={t("record_terms.law_dates")} said={datesOf(rule)} />
      <Fact name={t("record_terms.law_note")} said={rule.note ? wordOf(rule.note) : ""} />
      <Fact name={t("record_terms.law_why_unverified")} said={rule.why ? wordOf(rule.why) : ""} />
    </dl>
  );
}

function Fact({ name, said }: { name: string; said: string }) {
  if (!said) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{said}</dd>
    </div>
  );
}
