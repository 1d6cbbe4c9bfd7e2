/** Who is out: how they move, where, and how long ago they were heard of, by what. */
import { listed } from "../../base/words.ts";
import { Part } from "../parts/page.tsx";
import { spanWords, timeOnly } from "../times.ts";
import { ageS, useClock } from "./clock.ts";
import type { Names } from "./names.ts";
import { toneOf } from "./tones.ts";
import type { AlarmNow, WirePatrol } from "./wire.ts";
import { heardWords, modeWords, t } from "./words.ts";

interface PatrolsProps {
  patrols: readonly WirePatrol[];
  alarms: readonly AlarmNow[];
  chosen: string;
  names: Names;
  choose: (patrol: WirePatrol) => void;
}

export function Patrols({ patrols, alarms, chosen, names, choose }: PatrolsProps) {
  const now = useClock();
  return (
    <Part title={t("console_live.patrols")} aside={<span class="live-n">{patrols.length}</span>}>
      {patrols.length === 0 && <p class="quiet small">{t("console_live.no_patrols")}</p>}
      <ul class="live-rows">
        {patrols.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              class="live-row"
              aria-pressed={one.id === chosen}
              onClick={() => choose(one)}
            >
              <span class="live-mode" data-tone={toneOf(one, alarms, now)} aria-hidden="true">
                {modeWords(one.mode).slice(0, 1)}
              </span>
              <span class="live-what">
                <span class="live-title">
                  {modeWords(one.mode)} · {names.area(one.area)}
                </span>
                <span class="quiet small">{crewWords(one)}</span>
                <span class="live-heard" data-tone={toneOf(one, alarms, now)}>
                  {t("console_live.heard", {
                    age: spanWords(ageS(one.heard_at, now)),
                    by: heardWords(one.heard_by),
                  })}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function crewWords({ crew, start, redacted }: WirePatrol): string {
  const who = redacted ? "" : listed(crew.map(({ name }) => name));
  return [who, t("console_live.since", { at: timeOnly(start) })].filter(Boolean).join(" · ");
}
