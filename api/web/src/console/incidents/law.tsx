/** What the law says of an incident: a note with article and date, the rest behind a press. */

import type { Remark, Rule } from "../../records/law_wire.ts";
import { datesOf, remarkWords, titleOf } from "../../records/law_words.ts";
import { RuleFacts } from "../../records/rule_facts.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Part } from "../parts/page.tsx";
import { Hidden } from "../records/hidden.tsx";
import { shortTime } from "../times.ts";
import { wordOf } from "../words.ts";
import { LEVEL } from "./terms.ts";
import { whoOf } from "./timeline.tsx";
import type { Decision, LawTold } from "./wire.ts";
import { t } from "./words.ts";

interface LawProps {
  id: string;
  decisions: readonly Decision[];
  nameOf: (id: string | null) => string | null;
}

export function LawPart({ id, decisions, nameOf }: LawProps) {
  const asked = useAsked<LawTold>(`/api/v1/incidents/${id}/law`);
  return (
    <Part title={t("console_incidents.law")}>
      <Show asked={asked}>{(told) => <Told told={told} decisions={decisions} />}</Show>
      {decisions.map((one) => (
        <p key={one.id} class="decision">
          <strong>{t("console_incidents.law_decided")}</strong>{" "}
          {one.redacted ? <Hidden /> : <span class="typed">{one.decision}</span>}
          {one.reason && <span class="typed quiet"> {one.reason}</span>}
          <span class="under">
            {shortTime(one.at)} · {whoOf(one.officer_id, nameOf)}
          </span>
        </p>
      ))}
    </Part>
  );
}

function Told({ told, decisions }: { told: LawTold; decisions: readonly Decision[] }) {
  if (told.acts.length === 0) return <p class="note">{t("console_incidents.law_none")}</p>;
  const chosen = decisions.map((one) => one.applied);
  return (
    <>
      {told.acts.map((act) => {
        const applies = onceEach(act.answers.flatMap((one) => one.applies));
        const rules = applies.map(({ rule }) => rule);
        return (
          <section key={act.act.id} class="note law-note" aria-label={wordOf(act.act)}>
            <p class="strong">
              {wordOf(act.act)} · {t(LEVEL[told.zone])} · {act.day}
            </p>
            {applies.map(({ rule, procedures }) => (
              <details key={rule.id + rule.valid_from}>
                <summary>
                  {titleOf(rule)}
                  {!rule.verified && (
                    <span class="tag" data-tone="wait">
                      {t("console_incidents.unverified")}
                    </span>
                  )}
                  {chosen.includes(rule.id) && (
                    <span class="tag" data-tone="ok">
                      {t("console_incidents.law_applied")}
                    </span>
                  )}
                  <span class="dates small">{datesOf(rule)}</span>
                </summary>
                <RuleFacts rule={rule} procedures={procedures} />
              </details>
            ))}
            {applies.length === 0 && <p>{t("console_incidents.law_no_rule")}</p>}
            {act.officers_needed !== null && (
              <p class="small">{t("console_incidents.law_officers", { n: act.officers_needed })}</p>
            )}
            <Remarks remarks={[...told.remarks, ...act.remarks]} rules={rules} />
          </section>
        );
      })}
    </>
  );
}

type Applied = LawTold["acts"][number]["answers"][number]["applies"][number];

function onceEach(applies: readonly Applied[]): Applied[] {
  return [...new Map(applies.map((one) => [one.rule.id, one])).values()];
}

function Remarks({ remarks, rules }: { remarks: readonly Remark[]; rules: readonly Rule[] }) {
  const words = [...new Set(remarks.map((one) => remarkWords(one, rules)))];
  if (words.length === 0) return null;
  return (
    <details>
      <summary>{t("console_incidents.law_remarks", { n: words.length })}</summary>
      <ul class="points small">
        {words.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </details>
  );
}
