/** The patrol that runs: since when, with how good a position, and what to do with it. */
import { useState } from "preact/hooks";
import { Unreachable } from "../../base/api.ts";
import { go } from "../../base/router.ts";
import { FLOW_KEY, NOTE_KEY, WAKE_KEY } from "../../capture/index.ts";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { now, shortTime, span } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import * as patrol from "../state/patrol.ts";
import { accuracyWords, problemWords } from "../state/position_words.ts";
import { nameOf, t } from "../words.ts";
import { MODE_WORD } from "./mode_words.ts";
import { gapWords, TrackDetails } from "./track_details.tsx";

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
      <>
        <Elsewhere />
        <section class="running" data-state="none" aria-label={t("officer.patrol")}>
          <Button look="strong" wide onPress={() => go("start")}>
            {t("officer.start_patrol")}
          </Button>
        </section>
      </>
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

/** A patrol that goes on, begun on another phone: this one may take it over, or leave it alone. */
function Elsewhere() {
  const other = patrol.elsewhere.value;
  const [busy, setBusy] = useState(false);
  if (!other) return null;
  const takeOver = async () => {
    setBusy(true);
    try {
      const isOurs = await patrol.takeOver(other.id);
      toast(isOurs ? t("officer.taken_over") : t("officer.edited_elsewhere"));
    } catch (error) {
      toast(error instanceof Unreachable ? t("ui.unreachable") : t("ui.fault"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="running" data-state="elsewhere" aria-label={t("officer.patrol")}>
      <span class="dot" aria-hidden="true" />
      <span class="grow">
        <span class="strong">{t(MODE_WORD[other.mode])}</span>
        <br />
        <span class="quiet small">
          {t("officer.patrol_elsewhere", { at: shortTime(other.start) })}
        </span>
      </span>
      <Button disabled={busy} onPress={() => void takeOver()}>
        {t("officer.take_over")}
      </Button>
    </section>
  );
}

/** The shortest of what is known about the track; the sheet tells the rest. */
function TrackWords({ fallback }: { fallback: string }) {
  const state = patrol.track.value;
  if (!state) return <>{fallback}</>;
  if (state.isFailing) return <>{t(NOTE_KEY.fixesUnsaved, { count: state.unsaved })}</>;
  if (state.problem) return <>{problemWords(state.problem)}</>;
  const gap = state.gaps[state.gaps.length - 1];
  if (gap && gap.to === null) return <>{gapWords(gap)}</>;
  const flow = FLOW_KEY[state.flow];
  if (flow) return <>{t(flow)}</>;
  // What a browser can never do is said once, on setting off.
  if (state.wake === "refused") return <>{t(WAKE_KEY.refused)}</>;
  const accuracy = accuracyWords(state.last?.accuracyM ?? null);
  return <>{t("officer.track_kept", { n: state.kept, accuracy })}</>;
}
