/** Cases: what is in my hands, what is overdue, what the squad has. */
import { useEffect } from "preact/hooks";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { boardOf } from "../cases/board.ts";
import { DueWords, toneOf } from "../cases/due_words.tsx";
import type { Standing } from "../cases/standing.ts";
import { DESK } from "../cases/standing.ts";
import { isSame } from "../cases/steps.ts";
import { categoryWord, holderWord, isMe, stageWord } from "../cases/words.ts";
import {
  caseLines,
  casesFailure,
  casesFetchedAt,
  refreshCases,
  useWaiting,
} from "../state/cases.ts";
import { wantCatalogue } from "../state/catalogue.ts";
import { shortTime } from "../state/clock.ts";
import { here, status } from "../state/entry.ts";
import { mayPlan } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { type Key, t } from "../words.ts";

export function CasesScreen() {
  const waiting = useWaiting();
  useEffect(() => void wantCatalogue(), []);
  // What was sent just now stands elsewhere.
  useEffect(() => void refreshCases(), [status.value?.lastSentAt]);
  const lines = caseLines.value;
  const isAsked = lines !== null || casesFailure.value !== null;
  const board = boardOf(lines ?? [], waiting ?? [], {
    me: here().officer.id,
    isMine: (holder) => isMe(holder) || (mayPlan.value && isSame(holder, DESK)),
  });
  const isEmpty = board.fresh.length + board.mine.length + board.others.length === 0;
  return (
    <Screen title={t("officer.case.list")} sub={subWords()}>
      {waiting === null || !isAsked ? (
        <Loading />
      ) : lines === null && isEmpty ? (
        <Failed error={casesFailure.value} again={() => void refreshCases()} />
      ) : (
        <>
          {casesFailure.value !== null && <p class="note">{t("officer.due.old")}</p>}
          {isEmpty && <Empty>{t("officer.case.none")}</Empty>}
          <Part heading="officer.case.fresh" cases={board.fresh} />
          <Part heading="officer.case.mine" cases={board.mine} />
          <Part heading="officer.case.others" cases={board.others} />
        </>
      )}
    </Screen>
  );
}

function subWords(): string {
  const at = casesFetchedAt.value;
  return at ? t("officer.as_of", { at: shortTime(at) }) : " ";
}

function Part({ heading, cases }: { heading: Key; cases: Standing[] }) {
  if (cases.length === 0) return null;
  return (
    <section class="stack" aria-label={t(heading)}>
      <h2 class="heading">
        {t(heading)} <span class="quiet">{cases.length}</span>
      </h2>
      <ul class="stack">
        {cases.map((one) => (
          <li key={one.id}>
            <Card of={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ of }: { of: Standing }) {
  return (
    <a class="due-card" data-tone={toneOf(of)} href={`#/case/${of.id}`}>
      <span class="row spread">
        <span class="strong typed">{categoryWord(of.category)}</span>
        {!of.isSent && (
          <span class="tag" data-tone="wait">
            {t("officer.due.unsent_here")}
          </span>
        )}
        <span class="tag">{stageWord(of.stage)}</span>
      </span>
      <DueWords of={of} />
      <span class="due-parts quiet small typed">
        {of.holder && <span>{t("officer.case.held_by", { who: holderWord(of.holder) })}</span>}
        {(of.place || of.cell) && (
          <span>{of.place || t("officer.cell_code", { code: of.cell ?? "" })}</span>
        )}
        <span>{t("officer.case.reported_at", { at: shortTime(of.at) })}</span>
        {of.remarks.length > 0 && <span class="due-doubt">{t("officer.case.supervise")}</span>}
      </span>
    </a>
  );
}
