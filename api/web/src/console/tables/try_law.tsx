/** A question to the law table: what applies to an act, there and then, decided on a day. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Answer, Duty, Level, Lighter, Remark, Rule, Words } from "../../records/law_wire.ts";
import { datesOf, remarkWords, titleOf } from "../../records/law_words.ts";
import { RuleFacts } from "../../records/rule_facts.tsx";
import { query, useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { DayField } from "../parts/day_field.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { dayOf } from "../times.ts";
import { LEVELS } from "./law_rules.ts";
import { levelWord } from "./law_terms.ts";
import { LAW, type Table } from "./wire.ts";
import { type Key, t, wordOf } from "./words.ts";

interface Told {
  zone: Level;
  acts: {
    act: Words;
    answers: Answer[];
    leniency: Rule[];
    pointers: Rule[];
    officers_needed: number | null;
    duties: Duty[];
    remarks: Remark[];
  }[];
  remarks: Remark[];
}

const LIGHTER: Record<Lighter, Key> = {
  same: "console_tables.lighter_same",
  newer: "console_tables.lighter_newer",
  older: "console_tables.lighter_older",
  person_decides: "console_tables.lighter_person",
};

/** @param ways To what belongs to it, in the room where it is shown. */
export function TryLaw({ ways }: { ways: ComponentChildren }) {
  const table = useAsked<Table>(`${LAW}/table`);
  const today = dayOf(Date.now());
  const [act, setAct] = useState("angling");
  const [zone, setZone] = useState<Level>("first");
  const [day, setDay] = useState(today);
  const [decided, setDecided] = useState(today);
  const isWhole = day !== "" && decided !== "" && decided >= day;
  const told = useAsked<Told>(
    table.body && isWhole
      ? query(`${LAW}/applicable`, { act, zone, at: `${day}T12:00:00+08:00`, decided })
      : null,
  );
  return (
    <Page
      fill
      title={t("console_tables.try_title")}
      sub={t("console_tables.try_about")}
      tools={ways}
    >
      <Split
        main={
          <div class="inset tables-told">
            {isWhole ? (
              <Show asked={told}>{(body) => <Answers told={body} />}</Show>
            ) : (
              <p class="fault" role="alert">
                {t("console_tables.days_wrong")}
              </p>
            )}
          </div>
        }
        side={
          <Part title={t("console_tables.question")}>
            <Select
              label={t("console_tables.act")}
              value={act}
              choose={setAct}
              options={(table.body?.acts ?? []).map((one) => ({
                value: one.id,
                label: wordOf(one),
              }))}
            />
            <Select<Level>
              label={t("console_tables.level")}
              value={zone}
              choose={setZone}
              options={LEVELS.map((value) => ({ value, label: levelWord(value) }))}
            />
            <DayField label={t("console_tables.day_of_act")} value={day} change={setDay} />
            <DayField
              label={t("console_tables.day_of_decision")}
              value={decided}
              change={setDecided}
            />
            <p class="quiet small">{t("console_tables.try_how")}</p>
          </Part>
        }
      />
    </Page>
  );
}

function Answers({ told }: { told: Told }) {
  const [one] = told.acts;
  if (one === undefined) return null;
  const rules = one.answers.flatMap(({ applies }) => applies.map(({ rule }) => rule));
  const remarks = [...told.remarks, ...one.remarks].map((each) => remarkWords(each, rules));
  return (
    <>
      {one.answers.length === 0 && <p class="note">{t("console_tables.nothing_known")}</p>}
      {one.answers.map((answer) => (
        <section class="note" key={answer.then.id} aria-label={titleOf(answer.then)}>
          <p class="strong">{t(LIGHTER[answer.lighter])}</p>
          {answer.applies.map(({ rule, procedures }) => (
            <div key={rule.id + rule.valid_from}>
              <h3>
                {titleOf(rule)}{" "}
                {!rule.verified && (
                  <span class="tag" data-tone="wait">
                    {t("console_tables.unverified")}
                  </span>
                )}
              </h3>
              <RuleFacts rule={rule} procedures={procedures} />
            </div>
          ))}
        </section>
      ))}
      {one.officers_needed !== null && (
        <p>{t("console_tables.officers_needed", { n: one.officers_needed })}</p>
      )}
      {remarks.length > 0 && (
        <Part title={t("console_tables.remarks")}>
          <ul class="points small">
            {[...new Set(remarks)].map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Part>
      )}
      {one.pointers.length + one.leniency.length > 0 && (
        <Part title={t("console_tables.beside")}>
          <ul class="points small">
            {[...one.leniency, ...one.pointers].map((rule) => (
              <li key={rule.id + rule.valid_from}>
                {titleOf(rule)} <span class="quiet">{datesOf(rule)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}
