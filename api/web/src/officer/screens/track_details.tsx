/** Honest words about the track: a page gets no position while the screen is off. */
import type { Gap, Wake } from "../../capture/index.ts";
import { shortTime } from "../state/clock.ts";
import { track } from "../state/patrol.ts";
import { type Key, t } from "../words.ts";

export const FLOW_WORD = {
  none: "officer.capture.flow_none",
  silent: "officer.capture.flow_silent",
  old: "officer.capture.flow_old",
  frozen: "officer.capture.flow_frozen",
} as const;

const GAP_WORD = {
  hidden: "officer.capture.gap_hidden",
  closed: "officer.capture.gap_closed",
  no_signal: "officer.capture.gap_no_signal",
  paused: "officer.capture.gap_paused",
} as const;

const WAKE_WORD: Record<Wake, Key | null> = {
  held: null,
  waiting: "officer.capture.wake_waiting",
  refused: "officer.capture.wake_refused",
  unsupported: "officer.capture.wake_unsupported",
};

const SHOWN_GAPS = 5;

export function gapWords(gap: Gap): string {
  const to = gap.to === null ? t("officer.capture.gap_until_now") : shortTime(gap.to);
  const from = shortTime(gap.from);
  return t(GAP_WORD[gap.why], { from, to });
}

export function TrackDetails() {
  const state = track.value;
  if (!state) return null;
  const wake = WAKE_WORD[state.wake];
  const gaps = state.gaps.slice(-SHOWN_GAPS).reverse();
  return (
    <div class="stack small">
      <p>{t("officer.capture.screen_only")}</p>
      {wake && <p class="note">{t(wake)}</p>}
      {gaps.map((gap) => (
        <p key={gap.from} class="quiet">
          {gapWords(gap)}
          {gap.breaks && gap.why !== "paused" && ` · ${t("officer.capture.gap_breaks")}`}
        </p>
      ))}
    </div>
  );
}
