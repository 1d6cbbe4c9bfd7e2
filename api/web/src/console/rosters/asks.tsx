/** Leave and swaps that wait for the leader, each with what granting it would break. */
import { uuid7 } from "../../base/ids.ts";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { tell } from "../asking.ts";
import { Part } from "../parts/page.tsx";
import { Ask } from "./ask_card.tsx";
import { Duties, LeaveWords, SwapWords } from "./ask_words.tsx";
import { placesOf, swapped, without } from "./asked_plans.ts";
import { daysOf } from "./cover.ts";
import type { Desk } from "./desk.ts";
import type { Place } from "./plan.ts";
import type { Frame, Leave, Swap } from "./wire.ts";
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
