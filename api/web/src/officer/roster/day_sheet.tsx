/** One day of mine: the post, with whom, what I asked for, and what can be asked. */
import { go } from "../../base/router.ts";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { ShiftMark } from "../../ui/shift_mark.tsx";
import { t } from "../words.ts";
import { type AllAsked, askedOn } from "./asked.ts";
import { type Change, isCovered, lookedAt } from "./changes.ts";
import { changeWords } from "./changes_note.tsx";
import type { Duty, RosterTold } from "./wire.ts";
import {
  areaWord,
  day as dayWord,
  leaveWord,
  nearWord,
  stateWord,
  timesWords,
  wishWords,
} from "./words.ts";

interface SheetProps {
  day: string;
  told: RosterTold;
  asked: AllAsked;
  today: string;
  change: Change | null;
  close: () => void;
}

export function DaySheet({ day, told, asked, today, change, close }: SheetProps) {
  const duties = told.duties.filter((one) => one.day === day);
  const on = askedOn(asked, day);
  const canSwap = duties.some((one) => one.swappable) && on.swaps.length === 0;
  const canWish = day > today && on.wishes.length === 0 && on.leaves.length === 0;
  const canLeave = day >= today && on.leaves.length === 0;
  return (
    <Sheet title={[dayWord(day), nearWord(day, today)].filter(Boolean).join(" · ")} close={close}>
      {change && (
        <p class="note">
          {t("officer.roster.changed")}: {changeWords(change)}
        </p>
      )}
      {duties.length === 0 && (
        <p class="big">
          {isCovered(lookedAt(told), day)
            ? t("officer.roster.day_off")
            : t("officer.roster.not_published")}
        </p>
      )}
      {duties.map((one) => (
        <DutyFacts key={`${one.roster_id}${one.shift}`} duty={one} />
      ))}
      <Asked on={on} />
      {canSwap && (
        <Button look="strong" large wide onPress={() => go("roster", "swap", day)}>
          {t("officer.roster.ask_swap")}
        </Button>
      )}
      {canLeave && (
        <Button wide onPress={() => go("roster", "leave", day)}>
          {t("officer.roster.ask_leave")}
        </Button>
      )}
      {canWish && (
        <Button wide onPress={() => go("roster", "wish", day)}>
          {t("officer.roster.ask_wish")}
        </Button>
      )}
      <Button wide onPress={close}>
        {t("officer.close")}
      </Button>
    </Sheet>
  );
}

function DutyFacts({ duty }: { duty: Duty }) {
  const rows: [string, string][] = [
    [t("officer.roster.post"), duty.post_name ?? ""],
    [t("officer.area"), areaWord(duty)],
    [
      t("officer.roster.colleagues"),
      duty.colleagues
        .map(({ name, post_name }) =>
          post_name && post_name !== duty.post_name ? `${name} (${post_name})` : name,
        )
        .join(t("officer.roster.comma")) || t("officer.roster.alone"),
    ],
  ];
  return (
    <div>
      <p class="row">
        <ShiftMark code={duty.shift} kind={duty.kind} />
        <span class="big strong">{timesWords(duty)}</span>
        {duty.lent && <span class="tag">{t("officer.roster.lent")}</span>}
      </p>
      <dl class="facts">
        {rows
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

function Asked({ on }: { on: AllAsked }) {
  const lines = [
    ...on.leaves.map((one) => [
      one.id,
      leaveWord(one.body.kind),
      stateWord(one.state, one.body.kind === "sick" ? "sick" : "leave"),
    ]),
    ...on.swaps.map((one) => [
      one.id,
      t("officer.roster.swap_to", { who: one.taker }),
      stateWord(one.state, "swap"),
    ]),
    ...on.offered.map((one) => [
      one.id,
      t("officer.roster.swap_from", { who: one.officer }),
      stateWord(one.state, "swap"),
    ]),
    ...on.wishes.map((one) => [one.id, wishWords(one), ""]),
  ];
  if (lines.length === 0) return null;
  return (
    <a class="note stack plain" href="#/roster/asks">
      {lines.map(([id, what, state]) => (
        <span key={id}>{[what, state].filter(Boolean).join(" · ")}</span>
      ))}
    </a>
  );
}
