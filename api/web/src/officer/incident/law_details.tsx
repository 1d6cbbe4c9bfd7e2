/** The rules that apply, and what the law asks of who goes about it: all that the table says. */

import { remarkWords, standsWords, titleOf } from "../../records/law_words.ts";
import { RuleFacts } from "../../records/rule_facts.tsx";
import { t, wordOf } from "../words.ts";
import { appliesIn, type Case, type MyLaw, remarksOf, rulesAt, type Standing } from "./law.ts";

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
      {appliesIn(law, found).map(({ rule, procedures, stands }) => (
        <div key={rule.id + rule.valid_from}>
          <p class="law-title">{titleOf(rule)}</p>
          {stands && <p class="law-stands">{standsWords(stands)}</p>}
          <RuleFacts rule={rule} procedures={procedures} />
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
