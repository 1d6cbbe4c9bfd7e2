/** A month at work: the grid, what can be done with it, and what the side tells. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { go, path, replace } from "../../base/router.ts";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useAsked } from "../asking.ts";
import { setCount } from "../counts.ts";
import { isOver } from "../jobs.ts";
import { Page, Split } from "../parts/page.tsx";
import { may } from "../session.ts";
import { addDays, dayOf } from "../times.ts";
import { waiting } from "./asks.tsx";
import { placesOf } from "./broken_part.tsx";
import { coverOf, givenShift } from "./cover.ts";
import type { Desk } from "./desk.ts";
import { EditState } from "./edit_bar.tsx";
import { focusOn, Grid } from "./grid.tsx";
import { JobLine } from "./job_line.tsx";
import type { Act } from "./keys.ts";
import { marksOf } from "./marks.ts";
import { type Asking, MonthDialogs } from "./month_dialogs.tsx";
import { type Mode, MonthTools } from "./month_tools.tsx";
import { exchanged, OFF, type Place, partsOf, placeOf, withCell, withPin } from "./plan.ts";
import { RivalNote } from "./rival_dialog.tsx";
import { isPast, nameIn, periodWords, said, stateWords } from "./saying.ts";
import { sheetOf } from "./sheet.ts";
import { Side } from "./side.tsx";
import type { Broken, Frame, Swap } from "./wire.ts";
import { language, t } from "./words.ts";
import { worksOf } from "./works.ts";

/** Swaps are listed by when they were offered: not much earlier than this. */
const OFFERED_DAYS = 120;

interface OpenProps {
  desk: Desk;
  kept: NonNullable<Desk["kept"]["value"]>;
  frame: Frame;
  reframe: () => void;
}

export function OpenMonth({ desk, kept, frame, reframe }: OpenProps) {
  const { roster } = kept;
  const [, , mode = ""] = path.value as [string, string, Mode | undefined];
  const [area, setArea] = useState<string | null>(null);
  const [at, setAt] = useState<Place | null>(null);
  const [held, setHeld] = useState<Place | null>(null);
  const [about, setAbout] = useState<ReadonlySet<Place>>(new Set());
  const [asking, setAsking] = useState<Asking | null>(null);
  const mayPlan = may("duty.plan");
  const works = worksOf(desk.id);
  const swaps = useAsked<{ items: Swap[] }>(
    mayPlan
      ? `/api/v1/swaps?limit=1000&squad=${roster.squad}&from=${addDays(roster.first_day, -OFFERED_DAYS)}`
      : null,
  );
  const own = (swaps.body?.items ?? []).filter((one) => one.roster_id === roster.id);
  const open = waiting(frame, own);
  const nAsks = mayPlan ? open.leaves.length + open.swaps.length : 0;
  useEffect(() => setCount("rosters", nAsks), [nAsks]);

  const shown = desk.shown.value;
  const plan = shown?.plan ?? desk.plan.value;
  const from = shown?.from ?? kept.plan;
  const check = desk.check.value;
  const marks = useMemo(() => marksOf(check?.broken ?? []), [check]);
  const sheet = useMemo(
    () =>
      sheetOf({
        roster,
        frame,
        plan,
        from,
        tellsBefore: shown !== null,
        marks,
        cover: coverOf(plan, roster, frame),
        area,
        language: language.value,
        nameOf: (person) => person.name ?? nameIn(frame, person.officer_id),
      }),
    [roster, frame, plan, from, marks, area, language.value],
  );
  const isOld = isPast(roster, dayOf(Date.now()));
  // What was published and is past is frozen, all of it.
  const isClosed = roster.state === "withdrawn" || (isOld && roster.state === "published");
  const isEditable = mayPlan && !isClosed && shown === null;
  const frozen = useMemo(
    () => new Set(frame.days.filter((one) => one.frozen).map((one) => one.day)),
    [frame],
  );
  const canEdit = (place: Place) => {
    if (!isEditable) return false;
    if (!frozen.has(partsOf(place).day)) return true;
    toast(t("console_rosters.frozen"));
    return false;
  };
  const swap = (one: Place, other: Place) => {
    if (canEdit(one) && canEdit(other)) desk.edit(exchanged(desk.plan.value, one, other));
    setHeld(null);
  };
  const save = () => {
    if (!isEditable || !desk.isDirty.value) return;
    if (roster.state === "published") return setAsking("publish");
    desk
      .save()
      .then((isKept) => {
        if (isKept) toast(t("console_rosters.saved"));
        else setAsking("rival");
      })
      .catch((error: unknown) => toast(reasonOf(error)));
  };
  const act = (meant: Act) => {
    if (meant.do === "help") return setAsking("keys");
    if (meant.do === "save") return save();
    if (meant.do === "undo" && isEditable) return desk.undo();
    if (meant.do === "redo" && isEditable) return desk.redo();
    if (meant.do === "drop") return setHeld(null);
    if (at === null) return;
    if (meant.do === "open") return firstChoice()?.focus();
    if (meant.do === "hold") {
      if (held === null) setHeld(at);
      else swap(held, at);
      return;
    }
    if (!canEdit(at)) return;
    const now = desk.plan.value;
    if (meant.do === "pin") desk.edit(withPin(now, at, !now.pins.has(at)));
    if (meant.do === "off") desk.edit(withCell(now, at, OFF));
    if (meant.do === "set") {
      const n = frame.days.findIndex((one) => one.day === partsOf(at).day);
      const cover = sheet.cover.filter((one) => area === null || one.post.area === area);
      desk.edit(withCell(now, at, givenShift(now, at, meant.shift, cover, n)));
    }
  };
  const choose = (place: Place) => {
    setAt(place);
    focusOn(sheet, place);
  };
  const pick = (broken: Broken) => {
    const day = broken.days[broken.days.length - 1] ?? frame.days[0]?.day;
    setAbout(placesOf(broken));
    if (broken.officer_id !== null && day) choose(placeOf(broken.officer_id, day));
  };
  const solve = async (seconds: number, keepPins: boolean) => {
    setAsking(null);
    // What is searched is what the server has.
    if (desk.isDirty.value && !(await desk.save())) return setAsking("rival");
    await works.solve.begin(`/api/v1/rosters/${roster.id}/solve`, {
      seconds,
      keep_pins: keepPins,
    });
  };
  const to = (wanted: Mode) =>
    wanted === mode || wanted === ""
      ? replace("rosters", roster.id)
      : go("rosters", roster.id, wanted);
  const solved = works.solve.job.value;
  useEffect(() => {
    if (solved !== null && isOver(solved) && solved.result && "duties" in solved.result) {
      if (mode !== "") replace("rosters", roster.id);
      desk.show(solved.result.duties);
    }
  }, [solved?.id, solved?.state]);
  const isRunning = solved !== null && !isOver(solved);
  return (
    <Page
      fill
      title={`${said(frame.squad)} · ${periodWords(roster)}`}
      sub={
        <>
          <span class="tag" data-state={roster.state}>
            {stateWords(roster.state)}
          </span>{" "}
          <a href="#/rosters">{t("console_rosters.to_list")}</a>{" "}
          <EditState desk={desk} held={held} />
        </>
      }
      tools={
        <MonthTools
          desk={desk}
          roster={roster}
          frame={frame}
          mode={mode}
          to={to}
          area={area}
          setArea={setArea}
          nAsks={nAsks}
          isRunning={isRunning}
          isEditable={isEditable}
          isPast={isOld}
          save={save}
          setAsking={setAsking}
        />
      }
    >
      <RivalNote desk={desk} open={() => setAsking("rival")} />
      <JobLine work={works.solve} />
      <Split
        main={
          sheet.rows.length === 0 ? (
            <p class="empty">{t("console_rosters.nobody")}</p>
          ) : (
            <Grid
              sheet={sheet}
              marks={marks}
              at={at}
              held={held}
              about={about}
              area={area}
              isEditable={isEditable}
              choose={setAt}
              act={act}
              exchange={swap}
            />
          )
        }
        side={
          <Side
            desk={desk}
            sheet={sheet}
            marks={marks}
            works={works}
            mode={mode}
            isPast={isOld}
            at={at}
            swaps={own}
            isEditable={isEditable && (at === null || !frozen.has(partsOf(at).day))}
            choose={choose}
            unchoose={() => setAt(null)}
            pick={pick}
            point={setAbout}
            decided={() => {
              reframe();
              swaps.again();
              void desk.look();
            }}
            done={() => {
              reframe();
              to("");
            }}
          />
        }
      />
      <MonthDialogs
        asking={asking}
        setAsking={setAsking}
        desk={desk}
        frame={frame}
        sheet={sheet}
        isEditable={isEditable}
        solve={(seconds, keepPins) =>
          void solve(seconds, keepPins).catch((error: unknown) => toast(reasonOf(error)))
        }
        published={reframe}
      />
    </Page>
  );
}

function firstChoice(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".cell-choices .chip");
}
