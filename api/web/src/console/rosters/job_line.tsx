/** How far a search is: the best so far, what is proven of it, and that it may be stopped. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { isOver } from "../jobs.ts";
import { percent } from "../times.ts";
import { gapOf, type Watched } from "./job.ts";
import type { Job, Progress } from "./wire.ts";
import { language, t } from "./words.ts";

export function JobLine<Result>({ work }: { work: Watched<Result> }) {
  const [isStopping, setStopping] = useState(false);
  const job = work.job.value;
  const error = work.error.value;
  if (error)
    return (
      <p class="note" data-tone="bad" role="alert">
        {reasonOf(error)}
      </p>
    );
  if (job === null) return null;
  if (isOver(job)) {
    const isVain = job.state === "failed" || job.state === "interrupted";
    return isVain || job.result === null ? <Failure job={job} /> : null;
  }
  const stop = () => {
    setStopping(true);
    void work.stop().finally(() => setStopping(false));
  };
  return (
    <div class="job-line">
      <div
        class="bar"
        role="progressbar"
        aria-label={t("console_rosters.progress")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round((job.progress?.share ?? 0) * 100)}
      >
        <span style={{ width: `${(job.progress?.share ?? 0) * 100}%` }} />
      </div>
      <span class="job-words">{progressWords(job)}</span>
      <Button onPress={stop} disabled={isStopping}>
        {t("console_rosters.stop")}
      </Button>
    </div>
  );
}

function Failure<Result>({ job }: { job: Job<Result> }) {
  const problem = (job.result as { problem?: { detail_zh?: string; detail_en?: string } } | null)
    ?.problem;
  const told = language.value === "zh" ? problem?.detail_zh : problem?.detail_en;
  const words = job.state === "interrupted" ? t("console_rosters.job_interrupted") : told;
  return (
    <p class="note" data-tone="bad" role="alert">
      {words ?? (language.value === "zh" ? job.state_zh : job.state_en)}
    </p>
  );
}

/** Return `已证明距最优 ≤ 1.8% · 41 秒 · 可停`. */
export function progressWords<Result>({ state, progress }: Job<Result>): string {
  if (state === "waiting") return t("console_rosters.job_waits");
  const seconds = Math.round(progress?.seconds ?? 0);
  const parts =
    progress?.parts && progress.parts > 1
      ? [t("console_rosters.job_part", { n: progress.part ?? 1, of: progress.parts })]
      : [];
  const after = t("console_rosters.job_after", { seconds });
  return [...parts, provenWords(progress), after, t("console_rosters.may_stop")].join(" · ");
}

function provenWords(progress: Progress | null): string {
  const gap = progress === null ? null : gapOf(progress);
  if (progress === null || gap === null) return t("console_rosters.job_begins");
  if (progress.aim === "hard" && (progress.value ?? 0) > 0)
    return t("console_rosters.job_hard", {
      value: progress.value ?? 0,
      bound: progress.bound ?? 0,
    });
  if (gap === 0) return t("console_rosters.job_best");
  return t("console_rosters.job_gap", { gap: percent(gap) });
}
