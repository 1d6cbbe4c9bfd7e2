/** What the law says of an incident: a note with article and date, the rest behind a press. */

import { listed } from "../../base/words.ts";
import type { Remark, Rule } from "../../records/law_wire.ts";
import { datesOf, remarkWords, standsAt, standsWords, titleOf } from "../../records/law_words.ts";
import { RuleFacts } from "../../records/rule_facts.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Part } from "../parts/page.tsx";
import { Hidden } from "../records/hidden.tsx";
import { shortTime } from "../times.ts";
import { wordOf } from "../words.ts";
import { LEVEL } from "./terms.ts";
import { whoOf } from "./timeline.tsx";
import type { Answer, Decision, LawTold, ToldAct } from "./wire.ts";
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
      <p class="small">
        <a href="#/law">{t("console_incidents.law_table")}</a>
      </p>
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
  const [first, ...others] = told.acts;
  if (first === undefined) return <p class="note">{t("console_incidents.law_none")}</p>;
  const shown = { told, decisions };
  const isDecided = others.some(({ act }) => decisions.some((one) => one.act === act.id));
  return (
    <>
      <ActNote act={first} {...shown} />
      {others.length > 0 && (
        <details open={isDecided}>
          <summary>
            {t("console_incidents.law_other_acts", {
              acts: listed(others.map(({ act }) => wordOf(act))),
            })}
          </summary>
          {others.map((act) => (
            <ActNote key={act.act.id} act={act} {...shown} />
          ))}
        </details>
      )}
    </>
  );
}

interface ActNoteProps {
  act: ToldAct;
  told: LawTold;
  decisions: readonly Decision[];
}

function ActNote({ act, told, decisions }: ActNoteProps) {
  const rules = act.answers.flatMap(({ applies }) => applies.map(({ rule }) => rule));
  return (
    <section class="note law-note" aria-label={wordOf(act.act)}>
      <p class="strong">
        {wordOf(act.act)} · {t(LEVEL[told.zone])} · <span class="day">{act.day}</span>
      </p>
      {act.answers.map((answer) => (
        <Answered key={answer.then.id + answer.then.valid_from} {...{ answer, decisions }} />
      ))}
      {rules.length === 0 && <p>{t("console_incidents.law_no_rule")}</p>}
      {act.officers_needed !== null && (
        <p class="small">{t("console_incidents.law_officers", { n: act.officers_needed })}</p>
      )}
      <Remarks remarks={[...told.remarks, ...act.remarks]} rules={rules} />
    </section>
  );
}

/** One offence: the text of the day of the act first, what is newer below it, and why it is there. */
function Answered({ answer, decisions }: { answer: Answer; decisions: readonly Decision[] }) {
  const { applies, lighter } = answer;
  const chosen = decisions.map((one) => one.applied);
  return (
    <>
      {applies.map(({ rule, procedures }, place) => {
        const stands = standsAt(place, applies.length, lighter);
        return (
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
              <span class="dates small">
                {[stands && standsWords(stands), datesOf(rule)].filter(Boolean).join(" · ")}
              </span>
            </summary>
            <RuleFacts rule={rule} procedures={procedures} />
          </details>
        );
      })}
    </>
  );
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
