/** Leave and swaps that wait for the leader, each with what granting it would break. */
import { useEffect, useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { tell } from "../asking.ts";
import { Part } from "../parts/page.tsx";
import { daysOf } from "./cover.ts";
import { type Desk, judged } from "./desk.ts";
import { compared } from "./marks.ts";
import { cellOf, exchanged, OFF, type Place, type Plan, placeOf, withCell } from "./plan.ts";
import { cellWords, dayWords, nameIn, said } from "./saying.ts";
import type { Broken, Frame, Leave, Roster, Swap } from "./wire.ts";
import { t } from "./words.ts";

interface AsksProps {
  desk: Desk;
  frame: Frame;
  swaps: readonly Swap[];
  /** Something was decided: ask for all of it again. */
  decided: () => void;
  point: (places: ReadonlySet<Place>) => void;
}

export function waiting(frame: Frame, swaps: readonly Swap[]): { leaves: Leave[]; swaps: Swap[] } {
  return {
    leaves: frame.leave.filter((one) => one.state === "asked"),
    swaps: swaps.filter((one) => one.state === "agreed"),
  };
}

export function Asks({ desk, frame, swaps, decided, point }: AsksProps) {
  const kept = desk.kept.value;
  if (kept === null) return null;
  const { roster, plan } = kept;
  const open = waiting(frame, swaps);
  const done = frame.leave.filter((one) => one.state === "granted" || one.state === "refused");
  const early = swaps.filter((one) => one.state === "asked");
  const answer = (kind: "leave" | "swap", id: string, isGranted: boolean, note: string) =>
    tell(`/api/v1/roster-answers/${uuid7()}`, {
      squad: roster.squad,
      target_kind: kind,
      target_id: id,
      at: new Date().toISOString(),
      result: isGranted ? "granted" : "refused",
      note,
    }).then(() => {
      decided();
      toast(t(isGranted ? "console_rosters.is_granted" : "console_rosters.is_refused"));
    });
  return (
    <>
      <Part title={t("console_rosters.asks_n", { n: open.leaves.length + open.swaps.length })}>
        {open.leaves.length + open.swaps.length === 0 && (
          <p class="quiet">{t("console_rosters.no_asks")}</p>
        )}
        {open.leaves.map((one) => (
          <Ask
            key={one.leave_id}
            desk={desk}
            places={daysOf(one, frame.days)}
            after={without(plan, daysOf(one, frame.days))}
            point={point}
            answer={(isGranted, note) => answer("leave", one.leave_id ?? "", isGranted, note)}
          >
            <LeaveWords one={one} frame={frame} />
            <Duties places={daysOf(one, frame.days)} roster={roster} frame={frame} plan={plan} />
          </Ask>
        ))}
        {open.swaps.map((one) => (
          <Ask
            key={one.id}
            desk={desk}
            places={placesOf(one)}
            after={swapped(plan, one)}
            point={point}
            isFinal
            answer={(isGranted, note) => answer("swap", one.id, isGranted, note)}
          >
            <SwapWords one={one} roster={roster} frame={frame} plan={plan} />
          </Ask>
        ))}
      </Part>
      {early.length > 0 && (
        <Part title={t("console_rosters.waits_for_taker")}>
          {early.map((one) => (
            <SwapWords key={one.id} one={one} roster={roster} frame={frame} plan={plan} />
          ))}
        </Part>
      )}
      {done.length > 0 && (
        <Part title={t("console_rosters.decided")}>
          {done.map((one) => (
            <div key={one.leave_id} class="decided">
              <LeaveWords one={one} frame={frame} />
              <Button
                onPress={() =>
                  answer("leave", one.leave_id ?? "", one.state === "refused", "").catch(
                    (error: unknown) => toast(reasonOf(error)),
                  )
                }
              >
                {t(
                  one.state === "granted"
                    ? "console_rosters.refuse_after_all"
                    : "console_rosters.grant_after_all",
                )}
              </Button>
            </div>
          ))}
        </Part>
      )}
    </>
  );
}

interface AskProps {
  desk: Desk;
  places: readonly Place[];
  after: Plan;
  /** A swap that was granted is not undone by another answer. */
  isFinal?: boolean;
  point: (places: ReadonlySet<Place>) => void;
  answer: (isGranted: boolean, note: string) => Promise<void>;
  children: preact.ComponentChildren;
}

function Ask({ desk, places, after, isFinal, point, answer, children }: AskProps) {
  const [note, setNote] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const send = (isGranted: boolean) => {
    setSending(true);
    answer(isGranted, note.trim())
      .catch(setError)
      .finally(() => setSending(false));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only shows its days in the grid
    <div
      class="ask"
      onMouseEnter={() => point(new Set(places))}
      onMouseLeave={() => point(new Set())}
    >
      {children}
      <Consequence desk={desk} after={after} />
      <Field label={t("console_rosters.note")} value={note} change={setNote} />
      {error !== null && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
      {isFinal && <p class="quiet small">{t("console_rosters.swap_is_final")}</p>}
      <div class="button-row">
        <Button look="strong" disabled={isSending} onPress={() => send(true)}>
          {t("console_rosters.grant")}
        </Button>
        <Button disabled={isSending} onPress={() => send(false)}>
          {t("console_rosters.refuse")}
        </Button>
      </div>
    </div>
  );
}

/** What would be broken if it were granted and nobody stepped in. */
function Consequence({ desk, after }: { desk: Desk; after: Plan }) {
  const [found, setFound] = useState<{ more: Broken[]; less: Broken[] } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const kept = desk.kept.value;
  useEffect(() => {
    if (kept === null) return;
    let isOver = false;
    Promise.all([judged(kept.roster, kept.plan), judged(kept.roster, after)])
      .then(([was, will]) => {
        if (!isOver) setFound(compared(was.broken, will.broken));
      })
      .catch((failure: unknown) => !isOver && setError(failure));
    return () => {
      isOver = true;
    };
  }, [kept]);
  if (error !== null) return <p class="quiet">{reasonOf(error)}</p>;
  if (found === null) return <p class="quiet">{t("console_rosters.checking")}</p>;
  const hard = found.more.filter((one) => one.hard);
  const nSoft = found.more.length - hard.length;
  return (
    <div class="consequence">
      {hard.length === 0 ? (
        <p class="all-met">{t("console_rosters.breaks_nothing")}</p>
      ) : (
        <>
          <p>{t("console_rosters.would_break", { n: hard.length })}</p>
          <ul class="broken-list">
            {hard.slice(0, 5).map((one) => (
              <li key={one.rule + one.zh} class="bad">
                {said(one)}
              </li>
            ))}
          </ul>
        </>
      )}
      {nSoft > 0 && <p class="quiet small">{t("console_rosters.would_strain", { n: nSoft })}</p>}
    </div>
  );
}

function LeaveWords({ one, frame }: { one: Leave; frame: Frame }) {
  const days =
    one.first_day === one.last_day
      ? dayWords(one.first_day)
      : `${dayWords(one.first_day)}—${dayWords(one.last_day)}`;
  return (
    <p>
      <b>{nameIn(frame, one.officer_id)}</b> {kindWords(one)} {days}
      {one.state !== "asked" && (
        <span class="tag">
          {t(one.state === "granted" ? "console_rosters.granted" : "console_rosters.refused")}
        </span>
      )}
    </p>
  );
}

export function kindWords({ kind }: Leave): string {
  if (kind === "annual") return t("console_rosters.leave_annual");
  if (kind === "sick") return t("console_rosters.leave_sick");
  if (kind === "training") return t("console_rosters.leave_training");
  return t("console_rosters.leave_other");
}

interface DutiesProps {
  places: readonly Place[];
  roster: Roster;
  frame: Frame;
  plan: Plan;
}

function Duties({ places, roster, frame, plan }: DutiesProps) {
  const had = places.filter((one) => cellOf(plan, one).length > 0);
  if (had.length === 0) return <p class="quiet">{t("console_rosters.has_no_duty")}</p>;
  const words = had.map(
    (one) => `${dayWords(one.slice(-10))} ${cellWords(roster, frame, cellOf(plan, one))}`,
  );
  return (
    <p class="quiet">
      {t("console_rosters.has_duties", { what: words.join(t("console_rosters.comma")) })}
    </p>
  );
}

function SwapWords({ one, roster, frame, plan }: { one: Swap } & Omit<DutiesProps, "places">) {
  const given = one.officer_id ? cellOf(plan, placeOf(one.officer_id, one.day)) : OFF;
  const who = nameIn(frame, one.officer_id);
  const taker = nameIn(frame, one.taker_id);
  const what = `${dayWords(one.day)} ${cellWords(roster, frame, given)}`;
  if (one.returned_day === null || one.taker_id === null)
    return <p>{t("console_rosters.swap_gives", { who, taker, what })}</p>;
  const back = cellOf(plan, placeOf(one.taker_id, one.returned_day));
  const returned = `${dayWords(one.returned_day)} ${cellWords(roster, frame, back)}`;
  return <p>{t("console_rosters.swap_for", { who, taker, what, returned })}</p>;
}

function without(plan: Plan, places: readonly Place[]): Plan {
  return places.reduce((found, one) => withCell(found, one, OFF), plan);
}

function placesOf(one: Swap): Place[] {
  const { officer_id, taker_id, day, returned_day } = one;
  const days = [day, ...(returned_day === null ? [] : [returned_day])];
  return [officer_id, taker_id].flatMap((who) =>
    who === null ? [] : days.map((each) => placeOf(who, each)),
  );
}

/** Return a plan in which the taker has the shift, and gave theirs for it. */
function swapped(plan: Plan, { officer_id, taker_id, day, returned_day }: Swap): Plan {
  if (officer_id === null || taker_id === null) return plan;
  if (returned_day === day)
    return exchanged(plan, placeOf(officer_id, day), placeOf(taker_id, day));
  const give = (found: Plan, from: string, to: string, on: string): Plan => {
    const [held, had] = [cellOf(plan, placeOf(from, on)), cellOf(found, placeOf(to, on))];
    return withCell(withCell(found, placeOf(from, on), OFF), placeOf(to, on), [...had, ...held]);
  };
  const given = give(plan, officer_id, taker_id, day);
  return returned_day === null ? given : give(given, taker_id, officer_id, returned_day);
}
