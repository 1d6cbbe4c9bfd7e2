/** The patrol that runs: since when, with how good a position, and what to do with it. */
import { useState } from "preact/hooks";
import { go } from "../router.ts";
import { now, shortTime, span } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import * as patrol from "../state/patrol.ts";
import { accuracyWords, problemWords } from "../state/position_words.ts";
import { Button } from "../ui/controls.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { toast } from "../ui/toast.tsx";
import { nameOf, t } from "../words.ts";
import { MODE_WORD } from "./mode_words.ts";
import { FLOW_WORD, gapWords, TrackDetails } from "./track_details.tsx";

export function RunningBar() {
  const running = patrol.running.value;
  const paused = patrol.paused.value;
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const doing = (work: () => Promise<void>) => async () => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
      toast(t("officer.kept_here"));
    } catch {
      toast(t("officer.not_kept"));
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  if (paused) {
    return (
      <section class="running" data-state="paused" aria-label={t("officer.patrol")}>
        <span class="dot" aria-hidden="true" />
        <span class="grow">{t("officer.paused_since", { at: shortTime(paused.end) })}</span>
        <Button look="strong" disabled={busy} onPress={() => void doing(patrol.goOn)()}>
          {t("officer.go_on")}
        </Button>
        <Button disabled={busy} onPress={() => go("start")}>
          {t("officer.new_patrol")}
        </Button>
      </section>
    );
  }
  if (!running) {
    return (
      <section class="running" data-state="none" aria-label={t("officer.patrol")}>
        <Button look="strong" wide onPress={() => go("start")}>
          {t("officer.start_patrol")}
        </Button>
      </section>
    );
  }
  const area = duty.areaOf(running.area);
  return (
    <section class="running" data-state="on" aria-label={t("officer.patrol")}>
      <span class="dot" aria-hidden="true" />
      <span class="grow">
        <span class="strong">
          {t(MODE_WORD[running.mode])} {span(running.start, now.value)}
        </span>
        <br />
        <span class="quiet small">
          <TrackWords fallback={area ? nameOf(area) : ""} />
        </span>
      </span>
      <Button disabled={busy} onPress={() => void doing(() => patrol.end(true))()}>
        {t("officer.pause")}
      </Button>
      <Button disabled={busy} onPress={() => setAsking(true)}>
        {t("officer.end_or_change")}
      </Button>
      {asking && (
        <Sheet title={t("officer.patrol")} close={() => setAsking(false)}>
          <TrackDetails />
          <Button large wide onPress={() => go("crew")}>
            {t("officer.change_crew")}
          </Button>
          <Button look="strong" large wide onPress={() => void doing(() => patrol.end(false))()}>
            {t("officer.end_patrol")}
          </Button>
          <Button wide onPress={() => setAsking(false)}>
            {t("officer.cancel")}
          </Button>
        </Sheet>
      )}
    </section>
  );
}

/** The shortest of what is known about the track; the sheet tells the rest. */
function TrackWords({ fallback }: { fallback: string }) {
  const state = patrol.track.value;
  if (!state) return <>{fallback}</>;
  if (state.isFailing) return <>{t("officer.capture.fixes_unsaved", { count: state.unsaved })}</>;
  if (state.problem) return <>{problemWords(state.problem)}</>;
  const gap = state.gaps[state.gaps.length - 1];
  if (gap && gap.to === null) return <>{gapWords(gap)}</>;
  if (state.flow !== "ok") return <>{t(FLOW_WORD[state.flow])}</>;
  const accuracy = accuracyWords(state.last?.accuracyM ?? null);
  return <>{t("officer.track_kept", { n: state.kept, accuracy })}</>;
}
