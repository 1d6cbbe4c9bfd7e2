/** What this day is about besides the shift: the operation that runs, my cells, my next duty. */
import { shortTime } from "../state/clock.ts";
import { myCells } from "../state/my_cells.ts";
import { type Operation, running } from "../state/operation.ts";
import { nextDuty } from "../state/roster.ts";
import { t } from "../words.ts";
import { NextDuty } from "./next_duty.tsx";

export function Today() {
  const cells = myCells.value;
  const hasCells = (cells?.cells.length ?? 0) > 0;
  const next = nextDuty.value;
  if (running.value.length === 0 && !hasCells && next === null) return null;
  return (
    <nav class="today" aria-label={t("officer.today")}>
      {running.value.map((one) => (
        <Running key={one.id} one={one} />
      ))}
      {cells && hasCells && (
        <a href="#/cells">
          <span class="strong">{t("officer.cells.mine", { n: cells.cells.length })}</span>
          {cells.n_overdue > 0 && (
            <span class="count" data-tone="bad">
              <span class="sr">{t("officer.due.overdue")}</span>
              {cells.n_overdue}
            </span>
          )}
        </a>
      )}
      {next && (
        <a href="#/roster">
          <NextDuty />
        </a>
      )}
    </nav>
  );
}

function Running({ one }: { one: Operation }) {
  return (
    <a href={`#/operation/${one.id}`}>
      <span class="today-main">
        <span class="strong typed">{one.name}</span>
        <span class="quiet small typed">
          {[t("officer.due.until", { at: shortTime(one.end) }), one.aim]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
    </a>
  );
}
