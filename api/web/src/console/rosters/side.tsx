/** What the side tells of a month, by what is being done. */
import { toast } from "../../ui/toast.tsx";
import { useAsked } from "../asking.ts";
import { isOver } from "../jobs.ts";
import { Part } from "../parts/page.tsx";
import { may } from "../session.ts";
import { Asks } from "./asks.tsx";
import { BasisPart } from "./basis_part.tsx";
import { BrokenPart, isOfCalendar, type RuleName } from "./broken_part.tsx";
import { CellPart } from "./cell_part.tsx";
import type { Desk } from "./desk.ts";
import { FairPart } from "./fair_part.tsx";
import { GapsPart } from "./gaps_part.tsx";
import type { Marks } from "./marks.ts";
import type { Mode } from "./month_tools.tsx";
import { OFF, type Place, placeOf, withCell, withPin } from "./plan.ts";
import { Proposal } from "./proposal.tsx";
import type { Sheet } from "./sheet.ts";
import { Sick } from "./sick.tsx";
import { Versions } from "./versions.tsx";
import { WhatIfPart } from "./what_if.tsx";
import type { Broken, Explanation, Fairness, PossibleSwap, Swap } from "./wire.ts";
import { language, t } from "./words.ts";
import type { Works } from "./works.ts";

interface SideProps {
  desk: Desk;
  sheet: Sheet;
  marks: Marks;
  works: Works;
  mode: Mode;
  isPast: boolean;
  at: Place | null;
  swaps: readonly Swap[];
  isEditable: boolean;
  choose: (place: Place) => void;
  unchoose: () => void;
  pick: (broken: Broken) => void;
  point: (places: ReadonlySet<Place>) => void;
  decided: () => void;
  done: () => void;
}

export function Side(props: SideProps) {
  const { desk, sheet, works, mode, isPast, swaps, choose, point, decided, done } = props;
  const { frame, roster } = sheet;
  const solved = works.solve.job.value;
  const found = solved !== null && isOver(solved) ? solved.result : null;
  if (found && "duties" in found && desk.shown.value !== null && mode === "")
    return <Proposal desk={desk} frame={frame} work={works.solve} found={found} choose={choose} />;
  if (mode === "sick" && !isPast && roster.state === "published")
    return <Sick desk={desk} frame={frame} work={works.replan} choose={choose} done={done} />;
  if (mode === "what-if" && !isPast && may("duty.plan"))
    return <WhatIfPart roster={roster} frame={frame} work={works.whatIf} />;
  if (mode === "asks" && may("duty.plan"))
    return <Asks desk={desk} frame={frame} swaps={swaps} decided={decided} point={point} />;
  if (mode === "versions")
    return <Versions desk={desk} frame={frame} mayWrite={may("duty.plan")} />;
  if (mode === "basis")
    return <BasisPart key={roster.id} desk={desk} frame={frame} changed={decided} />;
  return <Judged {...props} />;
}

function Judged(props: SideProps) {
  const { desk, sheet, marks, isPast, at, isEditable, unchoose, pick, point } = props;
  const { roster, frame } = sheet;
  const path = `/api/v1/rosters/${roster.id}`;
  const version = desk.kept.value?.version ?? "";
  const isTold = !frame.redacted && roster.state !== "withdrawn";
  const rules = useAsked<{ items: RuleName[] }>(
    isTold ? `/api/v1/roster-rules?squad=${roster.squad}` : null,
    { follow: false },
  );
  // The hash is never sent: another version is another question.
  const explained = useAsked<Explanation>(isTold ? `${path}/explanation#${version}` : null);
  const fairness = useAsked<Fairness>(isTold ? `${path}/fairness#${version}` : null);
  const kept = desk.kept.value;
  if (kept === null) return null;
  const edit = (change: (place: Place) => void) => () => at !== null && change(at);
  const swap = ({ given, taker_id, returned }: PossibleSwap) => {
    if (at === null) return;
    const officer = at.slice(0, at.lastIndexOf(" "));
    let plan = withCell(desk.plan.value, placeOf(officer, given.day), OFF);
    plan = withCell(plan, placeOf(taker_id, given.day), [{ shift: given.shift, post: given.post }]);
    if (returned) {
      const { day, shift, post } = returned;
      if (day !== given.day) plan = withCell(plan, placeOf(taker_id, day), OFF);
      plan = withCell(plan, placeOf(officer, day), [{ shift, post }]);
    }
    desk.edit(plan);
    toast(t("console_rosters.swapped"), {
      label: t("console_rosters.undo"),
      run: () => desk.undo(),
    });
  };
  if (!isTold)
    return (
      <Part title={t("console_rosters.about")}>
        <p class="quiet">
          {t(frame.redacted ? "console_rosters.redacted" : "console_rosters.withdrawn_why")}
        </p>
        {!frame.redacted && roster.reason && <p>{roster.reason}</p>}
      </Part>
    );
  const doubts = desk.check.value?.doubts ?? [];
  return (
    <>
      {doubts.filter(isOfCalendar).map((one) => (
        <p class="note" key={one.reason_zh}>
          {language.value === "zh" ? one.reason_zh : one.reason_en}
        </p>
      ))}
      {isPast && may("duty.plan") && <p class="quiet">{t("console_rosters.is_past")}</p>}
      {at !== null && (
        <CellPart
          place={at}
          sheet={sheet}
          marks={marks}
          kept={kept.plan}
          isEditable={isEditable}
          set={(cell) => edit((place) => desk.edit(withCell(desk.plan.value, place, cell)))()}
          pin={(isPinned) =>
            edit((place) => desk.edit(withPin(desk.plan.value, place, isPinned)))()
          }
          swap={swap}
          close={unchoose}
        />
      )}
      {sheet.plan.cells.size === 0 ? (
        <Part title={t("console_rosters.empty")}>
          <p>{t("console_rosters.empty_do")}</p>
        </Part>
      ) : (
        <BrokenPart
          check={desk.check.value}
          roster={roster}
          frame={frame}
          rules={rules}
          explained={explained.body}
          pick={pick}
          point={point}
        />
      )}
      <FairPart sheet={sheet} fairness={fairness.body} />
      {may("duty.plan") && !isPast && <GapsPart roster={roster} />}
      {roster.reason && roster.state === "published" && (
        <Part title={t("console_rosters.reason_told")}>
          <p>{roster.reason}</p>
        </Part>
      )}
    </>
  );
}
