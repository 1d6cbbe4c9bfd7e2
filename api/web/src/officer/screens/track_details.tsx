/** Honest words about the track: a page gets no position while the screen is off. */
import { FLOW_KEY, GAP_KEY, type Gap, NOTE_KEY, WAKE_KEY } from "../../capture/index.ts";
import { shortTime } from "../state/clock.ts";
import { track } from "../state/patrol.ts";
import { problemWords } from "../state/position_words.ts";
import { t } from "../words.ts";

const SHOWN_GAPS = 5;

export function gapWords(gap: Gap): string {
  const to = gap.to === null ? t(NOTE_KEY.gapUntilNow) : shortTime(gap.to);
  const from = shortTime(gap.from);
  return t(GAP_KEY[gap.why], { from, to });
}

export function TrackDetails() {
  const state = track.value;
  if (!state) return null;
  const wake = WAKE_KEY[state.wake];
  const flow = FLOW_KEY[state.flow];
  const gaps = state.gaps.slice(-SHOWN_GAPS).reverse();
  return (
    <div class="stack small">
      <p>{t(NOTE_KEY.screenOnly)}</p>
      {state.problem && <p class="note">{problemWords(state.problem)}</p>}
      {!state.problem && flow && <p class="note">{t(flow)}</p>}
      {wake && <p class="note">{t(wake)}</p>}
      {gaps.map((gap) => (
        <p key={gap.from} class="quiet">
          {gapWords(gap)}
          {gap.breaks && gap.why !== "paused" && ` · ${t(NOTE_KEY.gapBreaks)}`}
        </p>
      ))}
    </div>
  );
}
