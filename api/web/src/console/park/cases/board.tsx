/** The board of the closed loop: what waits at each stage, what is overdue first. */
import { useState } from "preact/hooks";
import { path, replace } from "../../../base/router.ts";
import { Chip } from "../../../ui/controls.tsx";
import { Failed, Loading } from "../../../ui/states.tsx";
import { query, useAsked } from "../../asking.ts";
import { setCount } from "../../counts.ts";
import { areasOf, areaWord, offeredTerms, termWord } from "../../office.ts";
import { Figure } from "../../parts/figure.tsx";
import { Select } from "../../parts/select.tsx";
import { dayOf, number } from "../../times.ts";
import { ALL, monthOptions, spanOfMonth } from "../months.ts";
import { t } from "../words.ts";
import { CaseView } from "./case_view.tsx";
import { Column } from "./column.tsx";
import { holderWord } from "./names.ts";
import { type CaseBoard, type CaseFigures, type CaseLine, STAGES, type Stage } from "./wire.ts";

const MOST = 500;
const LEADER = "role/leader";

export function Board() {
  const [, , area = ALL, category = ALL, asked = "", caseId] = path.value;
  const [holder, setHolder] = useState(ALL);
  const [onlyLate, setOnlyLate] = useState(false);
  const narrowed = { area: given(area), category: given(category) };
  const byMonth = useAsked<CaseFigures>(query("/api/v1/cases/figures", { by: "month" }));
  const months = (byMonth.body?.rows ?? []).flatMap(({ key }) => (key ? [key] : []));
  const month = asked || [...months].sort().reverse()[0] || dayOf(Date.now()).slice(0, 7);
  const open = useAsked<CaseBoard>(query("/api/v1/cases", { ...narrowed, limit: MOST }));
  const closed = useAsked<CaseBoard>(
    byMonth.body === null
      ? null
      : query("/api/v1/cases", {
          ...narrowed,
          ...spanOfMonth(month),
          stage: "closed",
          limit: MOST,
        }),
  );
  if (open.body !== null && area === ALL && category === ALL) {
    setCount("park", open.body.n_overdue);
  }
  if (open.body === null)
    return open.error ? <Failed error={open.error} again={open.again} /> : <Loading />;

  const show = (next: { area?: string; category?: string; month?: string; id?: string | null }) => {
    const id = next.id === undefined ? caseId : next.id;
    const parts = [next.area ?? area, next.category ?? category, next.month ?? month];
    replace("park", "board", ...parts, ...(id ? [id] : []));
  };
  const items = open.body.items.filter(
    (one) => (!onlyLate || one.overdue) && (holder === ALL || keyOf(one) === holder),
  );
  const done = [...(closed.body?.items ?? [])].reverse();
  const at = (stage: Stage) =>
    stage === "closed" ? done : items.filter((one) => one.stage === stage);
  return (
    <>
      <div class="figure-grid case-figures">
        <BoardFigures board={open.body} month={month} area={narrowed.area} />
      </div>
      <div class="filter-row">
        <Select
          label={t("console_park.area")}
          value={area}
          choose={(next) => show({ area: next })}
          options={[
            { value: ALL, label: t("console_park.all_areas") },
            ...areasOf("park").map(({ code }) => ({ value: code, label: areaWord(code) })),
          ]}
        />
        <Select
          label={t("console_park.category")}
          value={category}
          choose={(next) => show({ category: next })}
          options={[
            { value: ALL, label: t("console_park.all_categories") },
            ...offeredTerms("categories").map(({ code }) => ({
              value: code,
              label: termWord("categories", code),
            })),
          ]}
        />
        <Select
          label={t("console_park.holder")}
          value={holder}
          choose={setHolder}
          options={[
            { value: ALL, label: t("console_park.all_holders") },
            { value: LEADER, label: t("console_park.leader") },
            ...holdersIn(open.body.items),
          ]}
        />
        <Select
          label={t("console_park.closed_of")}
          value={month}
          choose={(next) => show({ month: next })}
          options={monthOptions(months, month)}
        />
        <Chip
          label={t("console_park.only_overdue")}
          on={onlyLate}
          toggle={() => setOnlyLate(!onlyLate)}
        />
      </div>
      <div class={caseId ? "board-split" : "board-whole"}>
        <section
          class="case-board"
          aria-label={t("console_park.tab_board")}
          style={{ gridTemplateColumns: STAGES.map((one) => trackOf(at(one))).join(" ") }}
        >
          {STAGES.map((stage) => (
            <Column
              key={stage}
              stage={stage}
              items={at(stage)}
              more={stage === "closed" && (closed.body?.next ?? null) !== null}
              isWaiting={stage === "closed" && closed.body === null && !closed.error}
              chosen={caseId ?? null}
              choose={(id) => show({ id: id === caseId ? null : id })}
            />
          ))}
        </section>
        {caseId && <CaseView key={caseId} id={caseId} close={() => show({ id: null })} />}
      </div>
    </>
  );
}

/** A stage at which nothing waits takes less room. */
function trackOf(items: readonly CaseLine[]): string {
  return items.length > 0 ? "minmax(168px, 1fr)" : "minmax(88px, 0.4fr)";
}

function given(part: string): string | null {
  return part === ALL ? null : part;
}

function keyOf({ holder }: CaseLine): string {
  return holder ? `${holder.kind}/${holder.code}` : "";
}

/** Return those besides the leader who have something now, and are told to the asker. */
function holdersIn(items: readonly CaseLine[]) {
  const found = new Map<string, string>();
  for (const one of items) {
    if (one.holder?.code && keyOf(one) !== LEADER) found.set(keyOf(one), holderWord(one.holder));
  }
  return [...found].map(([value, label]) => ({ value, label }));
}

interface BoardFiguresProps {
  board: CaseBoard;
  month: string;
  area: string | null;
}

function BoardFigures({ board, month, area }: BoardFiguresProps) {
  const path = query("/api/v1/cases/figures", { area, ...spanOfMonth(month) });
  const whole = useAsked<CaseFigures>(path).body?.whole ?? null;
  const share = whole?.share_in_time ?? null;
  const when = month === ALL ? t("console_park.all_time") : month;
  return (
    <>
      <Figure
        value={number(board.items.length)}
        label={t("console_park.n_open")}
        means={t("console_park.n_open_means")}
      />
      <Figure
        value={number(board.n_overdue)}
        label={t("console_park.n_overdue")}
        means={t("console_park.n_overdue_means")}
        {...(board.n_overdue > 0 ? { tone: "bad" as const } : {})}
      />
      <Figure
        value={number(board.n_to_supervise)}
        label={t("console_park.n_to_supervise")}
        means={t("console_park.n_to_supervise_means")}
        {...(board.n_to_supervise > 0 ? { tone: "wait" as const } : {})}
      />
      <Figure
        value={whole === null ? "—" : number(whole.n_closed)}
        label={t("console_park.n_closed_of", { when })}
        means={t("console_park.n_closed_means")}
      />
      <Figure
        value={share === null ? "—" : `${number(share * 100, 1)}%`}
        label={t("console_park.share_in_time_of", { when })}
        means={t("console_park.share_in_time_means")}
      />
    </>
  );
}
