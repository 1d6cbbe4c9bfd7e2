/** The periods of a seizure: how much is over, how much is left, by which article. */

import { saidOf } from "../../records/remarks.tsx";
import { clockWord } from "../../records/terms.ts";
import { useNow } from "../records/use_now.ts";
import { fullTime } from "../times.ts";
import { lawOf, untilWords } from "./due.tsx";
import { leftWords, shareOver } from "./left.ts";
import type { DeskClock, DeskSeizure } from "./wire.ts";
import { t } from "./words.ts";

/** What the line under a period says already. */
const SAID_ALREADY = "seizures.period_unverified"; // not a message

export function Clocks({ of }: { of: DeskSeizure }) {
  const now = useNow();
  if (of.clocks.length === 0) return <p class="quiet">{t("console_seizures.no_clocks")}</p>;
  return (
    <ul class="clocks">
      {of.clocks.map((one) => (
        <Clock key={one.kind} clock={one} now={now} />
      ))}
    </ul>
  );
}

function Clock({ clock, now }: { clock: DeskClock; now: number }) {
  const isOver = clock.met_at === null && now >= Date.parse(clock.due_at);
  const isSoon = clock.state === "due_soon";
  const tone = isOver || clock.late ? "bad" : clock.met_at ? "ok" : isSoon ? "wait" : undefined;
  const share = clock.met_at ? 1 : shareOver(clock.started_at, clock.due_at, now);
  return (
    <li class="clock" data-tone={tone}>
      <span class="clock-name">{clockWord(clock.kind)}</span>
      <strong class="clock-left">{standsAs(clock, now)}</strong>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${(share * 100).toFixed(1)}%` }} />
      </span>
      <span class="quiet small">
        {[
          t("console_seizures.until", { at: untilWords(clock) }),
          lawOf(clock),
          clock.extended_days > 0 &&
            t("console_seizures.extended_days", { n: clock.extended_days }),
          clock.tested_days > 0 && t("console_seizures.tested_days", { n: clock.tested_days }),
          ...clock.remarks.filter((one) => one.key !== SAID_ALREADY).map(saidOf),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </li>
  );
}

function standsAs(clock: DeskClock, now: number): string {
  if (clock.met_at === null) return leftWords(clock.due_at, now);
  const at = fullTime(clock.met_at);
  return clock.late ? t("console_seizures.met_late", { at }) : t("console_seizures.met", { at });
}
