/** The day of the grid that is chosen: what it may become, what it breaks, and why it is so. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { query, useAsked } from "../asking.ts";
import { Part } from "../parts/page.tsx";
import { inTurn } from "./cover.ts";
import type { Marks } from "./marks.ts";
import { type Cell, cellOf, isSame, OFF, type Place, type Plan, partsOf } from "./plan.ts";
import { cellWords, dayWords, dutyWords, nameIn, said } from "./saying.ts";
import type { Sheet } from "./sheet.ts";
import type { Explanation, PossibleSwap } from "./wire.ts";
import { t } from "./words.ts";

const ASKED_AFTER_MS = 350;
const MOST_SWAPS = 6;

interface CellProps {
  place: Place;
  sheet: Sheet;
  marks: Marks;
  kept: Plan;
  isEditable: boolean;
  set: (cell: Cell) => void;
  pin: (isPinned: boolean) => void;
  swap: (swap: PossibleSwap) => void;
  close: () => void;
}

export function CellPart(props: CellProps) {
  const { place, sheet, marks, kept, isEditable, set, pin, swap, close } = props;
  const { roster, frame, plan } = sheet;
  const { officer, day } = partsOf(place);
  const now = cellOf(plan, place);
  const broken = marks.cells.get(place) ?? [];
  const isPinned = plan.pins.has(place);
  const options: Cell[] = [
    ...inTurn(roster.shifts).flatMap(({ code }) => {
      const posts = roster.posts.filter((one) => one.shift === code);
      const each = posts.map((post): Cell => [{ shift: code, post: post.code }]);
      return each.length > 0 ? each : [[{ shift: code, post: null }]];
    }),
    OFF,
  ];
  return (
    <Part
      title={`${nameIn(frame, officer)} · ${dayWords(day)}`}
      aside={
        <button type="button" class="link" onClick={close}>
          {t("console_rosters.unchoose")}
        </button>
      }
    >
      <p>
        <b>{cellWords(roster, frame, now)}</b>
        {isPinned && <span class="tag pinned-tag">{t("console_rosters.is_pinned")}</span>}
      </p>
      {broken.map((one) => (
        <p class="note" data-tone={one.hard ? "bad" : "wait"} key={one.rule + one.zh}>
          {said(one)}
        </p>
      ))}
      {isEditable && (
        <>
          <div class="cell-choices" role="group" aria-label={t("console_rosters.change_to")}>
            {options.map((cell) => (
              <button
                type="button"
                key={cell.map((one) => `${one.shift} ${one.post}`).join() || "off"}
                class="chip"
                aria-pressed={isSame(cell, now)}
                onClick={() => set(cell)}
              >
                {cellWords(roster, frame, cell)}
              </button>
            ))}
          </div>
          <Button onPress={() => pin(!isPinned)}>
            {t(isPinned ? "console_rosters.unpin" : "console_rosters.pin")}
          </Button>
        </>
      )}
      {!frame.redacted && (
        <Why sheet={sheet} place={place} isAsKept={isSame(now, cellOf(kept, place))} />
      )}
      {isEditable && now.length > 0 && isSame(now, cellOf(kept, place)) && (
        <Swaps key={place} sheet={sheet} place={place} swap={swap} />
      )}
    </Part>
  );
}

function Why({ sheet, place, isAsKept }: { sheet: Sheet; place: Place; isAsKept: boolean }) {
  const [of, setOf] = useState<Place | null>(null);
  useEffect(() => {
    // Who goes through the grid by keys does not ask about each day on the way.
    const timer = setTimeout(() => setOf(place), ASKED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [place]);
  const { officer, day } = partsOf(of ?? place);
  const path = `/api/v1/rosters/${sheet.roster.id}/explanation`;
  const { body, error } = useAsked<Explanation>(
    of === place ? query(path, { officer, day }) : null,
  );
  return (
    <div class="why">
      <h3>{t("console_rosters.why")}</h3>
      {error !== null && <p class="quiet">{reasonOf(error)}</p>}
      {body?.why ? (
        <ul>
          {body.why.map((one) => (
            <li key={one.zh}>{said(one)}</li>
          ))}
        </ul>
      ) : (
        error === null && <p class="quiet">…</p>
      )}
      {!isAsKept && <p class="quiet small">{t("console_rosters.why_as_saved")}</p>}
    </div>
  );
}

function Swaps({
  sheet,
  place,
  swap,
}: {
  sheet: Sheet;
  place: Place;
  swap: (swap: PossibleSwap) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const { officer, day } = partsOf(place);
  const path = `/api/v1/rosters/${sheet.roster.id}/swaps`;
  const { body, error } = useAsked<{ items: PossibleSwap[] }>(
    isOpen ? query(path, { officer, day }) : null,
  );
  if (!isOpen)
    return <Button onPress={() => setOpen(true)}>{t("console_rosters.who_could")}</Button>;
  return (
    <div class="why">
      <h3>{t("console_rosters.who_could")}</h3>
      {error !== null && <p class="quiet">{reasonOf(error)}</p>}
      {body?.items.length === 0 && <p class="quiet">{t("console_rosters.nobody_could")}</p>}
      <ul class="broken-list">
        {body?.items.slice(0, MOST_SWAPS).map((one) => (
          <li key={`${one.taker_id} ${one.returned?.day}`}>
            <button type="button" class="link" onClick={() => swap(one)}>
              {one.returned === null
                ? t("console_rosters.takes", { who: one.taker })
                : t("console_rosters.takes_for", {
                    who: one.taker,
                    what: `${dayWords(one.returned.day)} ${dutyWords(
                      sheet.roster,
                      sheet.frame,
                      one.returned.shift,
                      one.returned.post,
                    )}`,
                  })}
            </button>
            <span class="quiet small">
              {t("console_rosters.soft_more", { n: signed(one.soft_more) })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function signed(n: number): string {
  return n > 0 ? `+${n}` : n < 0 ? `−${-n}` : "0";
}
