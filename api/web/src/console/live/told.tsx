/** One thing of a cell's story. */
import type { ComponentChildren } from "preact";
import { number, spanWords, timeOnly } from "../times.ts";
import type { Names } from "./names.ts";
import { partsOf } from "./place.ts";
import type { Person, WireTold } from "./wire.ts";
import { modeWords, resultWords, t } from "./words.ts";

interface ToldProps {
  one: WireTold;
  area: string;
  names: Names;
}

export function ToldItem({ one, area, names }: ToldProps) {
  switch (one.kind) {
    case "visit":
      return <Visit one={one} area={area} />;
    case "incident":
      return <Incident one={one} names={names} />;
    case "task":
      return <Task one={one} />;
    default:
      return <CheckIn one={one} />;
  }
}

type Of<Kind extends WireTold["kind"]> = Extract<WireTold, { kind: Kind }>;

interface EntryProps {
  at: string;
  kind: WireTold["kind"];
  title: ComponentChildren;
  link?: { to: string; words: string } | null;
  children?: ComponentChildren;
}

function Entry({ at, kind, title, link, children }: EntryProps) {
  return (
    <li class="live-told" data-kind={kind}>
      <span class="live-time">{timeOnly(at)}</span>
      <div class="live-what">
        <span class="live-title">
          {title}
          {link && <a href={link.to}>{link.words}</a>}
        </span>
        {children}
      </div>
    </li>
  );
}

function Visit({ one, area }: { one: Of<"visit">; area: string }) {
  const staysS = (Date.parse(one.left_at) - Date.parse(one.at)) / 1_000;
  const key = one.how === "seen" ? "console_live.told_seen" : "console_live.told_visit";
  const way = one.length_m >= 1 && t("console_live.metres", { metres: number(one.length_m) });
  const link = one.patrol_id
    ? {
        to: `#/${partsOf(area, "patrol", one.patrol_id).map(encodeURIComponent).join("/")}`,
        words: t("console_live.show_track"),
      }
    : null;
  return (
    <Entry at={one.at} kind="visit" title={t(key, { mode: modeWords(one.mode) })} link={link}>
      <span class="quiet small">
        {[spanWords(staysS), way, namesOf(one.crew)].filter(Boolean).join(" · ")}
      </span>
    </Entry>
  );
}

function Incident({ one, names }: { one: Of<"incident">; names: Names }) {
  const came = one.outcomes.map(({ kind, people }) =>
    people === null
      ? names.outcome(kind)
      : t("console_live.outcome_people", { what: names.outcome(kind), n: people }),
  );
  const link = { to: `#/incidents/${one.id}`, words: t("console_live.open") };
  return (
    <Entry at={one.at} kind="incident" title={names.category(one.category)} link={link}>
      {came.length > 0 && <span class="small">{came.join(t("console_live.comma"))}</span>}
      {one.narrative && <span class="quiet small live-narrative">{one.narrative}</span>}
    </Entry>
  );
}

function Task({ one }: { one: Of<"task"> }) {
  const { text, open, withdrawn, answers } = one.task;
  const state = withdrawn ? "withdrawn" : open ? "open" : "answered";
  const words = {
    open: t("console_live.task_open"),
    answered: t("console_live.task_answered"),
    withdrawn: t("console_live.task_withdrawn"),
  }[state];
  const title = (
    <>
      {t("console_live.told_task")}
      <span class="tag" data-tone={state === "open" ? "wait" : state === "answered" ? "ok" : ""}>
        {words}
      </span>
    </>
  );
  return (
    <Entry at={one.at} kind="task" title={title}>
      {text && <span class="small">{text}</span>}
      {answers.map((answer) => (
        <span key={answer.at} class="quiet small">
          {[timeOnly(answer.at), resultWords(answer.result), answer.text]
            .filter(Boolean)
            .join(" · ")}
        </span>
      ))}
      {one.answered_by.length > 0 && <span class="quiet small">{namesOf(one.answered_by)}</span>}
    </Entry>
  );
}

function CheckIn({ one }: { one: Of<"check_in"> }) {
  const title = t("console_live.told_check_in", { code: one.point_code, name: one.point_name });
  const doubt = !one.check_in.counts && t("console_live.does_not_count");
  return (
    <Entry at={one.at} kind="check_in" title={title}>
      <span class="quiet small">{[one.officer?.name, doubt].filter(Boolean).join(" · ")}</span>
    </Entry>
  );
}

function namesOf(people: readonly Person[]): string {
  return people.map(({ name }) => name).join(t("console_live.comma"));
}
