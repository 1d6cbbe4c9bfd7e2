/** What falls due: the overdue first and loud, then what will be soon, then the rest. */
import { type DueGroup, groupsOf, type Pressing } from "../../records/due_groups.ts";
import { saidOf } from "../../records/remarks.tsx";
import type { ClockTold } from "../../records/seizure_wire.ts";
import { clockWord } from "../../records/terms.ts";
import { Empty } from "../../ui/states.tsx";
import { Show } from "../parts/asked.tsx";
import { Figure } from "../parts/figure.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { type Catalogue, termWord, useCatalogue } from "../records/names.ts";
import { useNow } from "../records/use_now.ts";
import { fullTime, number, shortTime } from "../times.ts";
import { type DueTold, useDue } from "./due_told.ts";
import { leftWords } from "./left.ts";
import { Tabs } from "./tabs.tsx";
import { type Key, t } from "./words.ts";

const HEADING: Record<Pressing, Key> = {
  overdue: "console_seizures.due_overdue",
  due_soon: "console_seizures.due_soon",
  running: "console_seizures.due_later",
};
const TONE: Record<Pressing, "bad" | "wait" | undefined> = {
  overdue: "bad",
  due_soon: "wait",
  running: undefined,
};

export function Due() {
  const asked = useDue();
  const now = useNow();
  const catalogue = useCatalogue();
  return (
    <Page
      title={t("console_seizures.title_due")}
      sub={asked.body ? t("console_seizures.as_of", { at: shortTime(asked.body.at) }) : undefined}
      fill
      tools={<Tabs open="due" />}
    >
      <Show asked={asked}>
        {(told) => <Whole told={told} groups={groupsOf(told.items, now)} {...{ now, catalogue }} />}
      </Show>
    </Page>
  );
}

interface WholeProps {
  told: DueTold;
  groups: readonly DueGroup[];
  now: number;
  catalogue: Catalogue;
}

function Whole({ told, groups, now, catalogue }: WholeProps) {
  const lines = groups.flatMap((one) => one.lines.map((line) => line.pressing));
  const count = (pressing: Pressing) => lines.filter((one) => one === pressing).length;
  const steps = told.n_case_steps_overdue + told.n_case_steps_due_soon;
  return (
    <Split
      main={
        groups.length === 0 ? (
          <Empty>{t("console_seizures.due_none")}</Empty>
        ) : (
          <div class="due">
            {(Object.keys(HEADING) as Pressing[]).map((pressing) => (
              <Section
                key={pressing}
                pressing={pressing}
                groups={groups.filter((one) => one.pressing === pressing)}
                {...{ now, catalogue }}
              />
            ))}
          </div>
        )
      }
      side={
        <>
          <div class="figure-grid">
            <Figure
              value={number(count("overdue"))}
              label={t("console_seizures.due_overdue")}
              means={t("console_seizures.n_overdue_means")}
              {...(count("overdue") > 0 ? { tone: "bad" } : {})}
            />
            <Figure
              value={number(count("due_soon"))}
              label={t("console_seizures.due_soon")}
              means={t("console_seizures.n_soon_means")}
              {...(count("due_soon") > 0 ? { tone: "wait" } : {})}
            />
          </div>
          {steps > 0 && (
            <p>
              <a href="#/park">{t("console_seizures.case_steps", { n: steps })}</a>
            </p>
          )}
          {told.remarks.length > 0 && (
            <Part title={t("console_seizures.remarks")}>
              <ul class="note points">
                {told.remarks.map((one) => (
                  <li key={one.where + one.key} class="typed">
                    {[one.where, saidOf(one)].filter(Boolean).join(" · ")}
                  </li>
                ))}
              </ul>
            </Part>
          )}
          <p class="quiet small">
            {[
              told.n_left_out > 0 && t("console_seizures.left_out", { n: told.n_left_out }),
              told.n_older_cases > 0 && t("console_seizures.older", { n: told.n_older_cases }),
              t("console_seizures.due_why"),
            ]
              .filter(Boolean)
              .join(" ")}
          </p>
        </>
      }
    />
  );
}

interface SectionProps {
  pressing: Pressing;
  groups: readonly DueGroup[];
  now: number;
  catalogue: Catalogue;
}

function Section({ pressing, groups, now, catalogue }: SectionProps) {
  if (groups.length === 0) return null;
  return (
    <section class="due-part" data-tone={TONE[pressing]}>
      <h2>
        {t(HEADING[pressing])} <span>{groups.length}</span>
      </h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("console_seizures.what")}</th>
            <th scope="col">{t("console_seizures.period")}</th>
            <th scope="col">{t("console_seizures.left_head")}</th>
            <th scope="col" class="number">
              {t("console_seizures.due_day")}
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.subject.id}>
            {group.lines.map(({ clock, pressing: own }, at) => (
              <tr key={clock.kind}>
                <td>{at === 0 && <Subject of={group} catalogue={catalogue} />}</td>
                <td>
                  {clockWord(clock.kind)}
                  <span class="under">{lawOf(clock)}</span>
                </td>
                <td class="due-left" data-tone={TONE[own]}>
                  {leftWords(clock.due_at, now)}
                </td>
                <td class="number">{untilWords(clock)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Subject({ of: { subject }, catalogue }: { of: DueGroup; catalogue: Catalogue }) {
  if (subject.kind === "seizure") {
    return (
      <a class="typed" href={`#/seizures/${subject.id}`}>
        {subject.number || t("console_seizures.no_number")}
      </a>
    );
  }
  const what = termWord(catalogue.categories, subject.category ?? "");
  return (
    <a href={`#/incidents/${subject.id}`}>
      {t("console_seizures.due_case", { what, at: shortTime(subject.at) })}
    </a>
  );
}

export function lawOf({ period }: ClockTold): string {
  const article = period.article && t("console_seizures.article", { n: period.article });
  const doubt = period.verified ? "" : t("console_seizures.unverified");
  return [`${period.law}${article ?? ""}`, doubt].filter(Boolean).join(" · ");
}

/** Return the last day of a period of days, or the moment at which one of hours is over. */
export function untilWords({ last_day, due_at }: ClockTold): string {
  return last_day ?? fullTime(due_at);
}
