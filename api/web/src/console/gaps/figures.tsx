/** The four figures: how much was done, what nobody ever saw, the nights, and who could tell when. */
import { Button } from "../../ui/controls.tsx";
import { untrackedAddress } from "../addresses.ts";
import type { Asked } from "../asking.ts";
import { Figure } from "../parts/figure.tsx";
import { may } from "../session.ts";
import { dayOf, number, percent } from "../times.ts";
import { addedHours, foretold } from "./standing.ts";
import type { WireCompliance, WireView } from "./wire.ts";
import { t } from "./words.ts";

const NONE = "—";

interface FiguresProps {
  asked: Asked<WireCompliance>;
  view: WireView;
  isAllDay: boolean;
  /** Whether the period is one of days: a list of patrols has no shorter one. */
  ofWholeDays: boolean;
}

export function Figures({ asked, view, isAllDay, ofWholeDays }: FiguresProps) {
  const told = asked.body;
  const night = told?.by_shift.find((one) => one.shift === "night");
  const share = (one: { share: number | null } | null | undefined) =>
    one?.share === null || one?.share === undefined ? NONE : percent(one.share);
  /** Those that do not follow the hours say so. */
  const whole = (what: string) => (isAllDay ? what : t("console_gaps.all_day", { what }));
  const untracked = t("console_gaps.untracked_note", { n: number(view.untracked_patrols) });
  const measure = told ? foretold(addedHours(told.predictability)) : null;
  return (
    <div class="stack gap-figures">
      <div class="figure-grid" aria-busy={told === null}>
        <Figure
          value={share(told?.total)}
          label={whole(t("console_gaps.met"))}
          means={t("console_gaps.met_means", { n: number(told?.total.windows ?? 0) })}
        />
        <Figure
          value={number(view.counts.never ?? 0)}
          label={t("console_gaps.never")}
          means={t("console_gaps.never_means")}
        />
        <Figure
          value={share(night)}
          label={whole(t("console_gaps.night"))}
          means={t("console_gaps.night_means", { n: number(night?.windows ?? 0) })}
        />
        <Figure
          value={measure === null ? NONE : number(measure, 2)}
          label={whole(t("console_gaps.foretold"))}
          means={t("console_gaps.foretold_means")}
        />
      </div>
      {told === null && Boolean(asked.error) && (
        <p class="row spread small quiet">
          {t("console_gaps.figures_failed")}
          <Button onPress={asked.again}>{t("console_gaps.again")}</Button>
        </p>
      )}
      {!isAllDay && <p class="small quiet">{t("console_gaps.hours_leave_out")}</p>}
      {view.untracked_patrols > 0 && (
        <p class="small quiet">
          {ofWholeDays && may("tracks.read") ? (
            <a href={untrackedAddress(view.area, dayOf(view.start), lastDay(view.end))}>
              {untracked}
            </a>
          ) : (
            untracked
          )}
        </p>
      )}
    </div>
  );
}

/** The local day of a moment that is not included any more. */
function lastDay(end: string): string {
  return dayOf(Date.parse(end) - 1);
}
