/** The rules that apply, and what the law asks of who goes about it: all that the table says. */
import { t, wordOf } from "../words.ts";
import { appliesIn, type Case, type MyLaw, remarksOf, rulesAt, type Standing } from "./law.ts";
import { datesOf, gearWords, rangeWords, remarkWords, spotWords, titleOf } from "./law_words.ts";

interface DetailsProps {
  law: MyLaw;
  found: Case;
  standing: Standing;
}

export function LawDetails({ law, found, standing }: DetailsProps) {
  const remarks = remarksOf(law, standing, found);
  const duties = found.duties.flatMap((at) => law.duties[at] ?? []);
  return (
    <>
      {appliesIn(law, found).map(({ rule, procedures }) => (
        <div key={rule.id + rule.valid_from}>
          <p class="law-title">{titleOf(rule)}</p>
          <dl class="law-facts">
            <Fact
              name={t("officer.law_authority")}
              said={rule.authority ? wordOf(rule.authority) : t("officer.law_unknown")}
            />
            <Fact
              name={t("officer.law_fine_label")}
              said={rangeWords(rule.fine) ?? t("officer.law_unknown")}
            />
            <Fact name={t("officer.law_serious")} said={rangeWords(rule.serious) ?? ""} />
            <Fact name={t("officer.law_spot")} said={spotWords(procedures)} />
            <Fact name={t("officer.law_gear")} said={gearWords(rule)} />
            <Fact name={t("officer.law_orders")} said={rule.orders ? wordOf(rule.orders) : ""} />
            <Fact name={t("officer.law_dates")} said={datesOf(rule)} />
            <Fact name={t("officer.law_note")} said={rule.note ? wordOf(rule.note) : ""} />
            <Fact name={t("officer.law_why_unverified")} said={rule.why ? wordOf(rule.why) : ""} />
          </dl>
        </div>
      ))}
      <Titles name={t("officer.law_remarks")}>
        {[...new Set(remarks.map((one) => remarkWords(one, law.rules)))]}
      </Titles>
      <Titles name={t("officer.law_duties")}>
        {duties.map((one) => `${wordOf(one.text)}（${titleOf(one)}）`)}
      </Titles>
      <Titles name={t("officer.law_lenient")}>{rulesAt(law, found.leniency).map(titleOf)}</Titles>
      <Titles name={t("officer.law_pointers")}>{rulesAt(law, found.pointers).map(titleOf)}</Titles>
      <p class="quiet">{t("officer.law_edition", { edition: law.edition, last: law.last })}</p>
    </>
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

function Titles({ name, children }: { name: string; children: string[] }) {
  if (children.length === 0) return null;
  return (
    <div>
      <p class="legend">{name}</p>
      <ul class="law-list">
        {children.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  );
}
