/** What is said of a briefing that was asked for: of what, by whom, how it stands. */

import type { JobState } from "../jobs.ts";
import { areaWord, personName } from "../office.ts";
import { session } from "../session.ts";
import { percent } from "../times.ts";
import { called, readPeriod } from "./periods.ts";
import type { BriefAsked, BriefJob } from "./wire.ts";
import { type Key, t } from "./words.ts";

export function titleOf({ kind, period }: BriefAsked): string {
  const chosen = readPeriod(kind, period);
  const when = chosen ? called(kind, chosen) : period;
  if (kind === "monthly") return t("console_briefings.title_monthly", { when });
  if (kind === "quarterly") return t("console_briefings.title_quarterly", { when });
  return t("console_briefings.title_annual", { when });
}

export function areasWords({ areas }: BriefAsked): string {
  if (areas.length === 0) return t("console_briefings.all_areas");
  return areas.map(areaWord).join(t("console_briefings.comma"));
}

/** Return who asked: oneself, a colleague by name where names are told, else that it was another. */
export function askerOf({ officer_id }: BriefJob): string {
  if (officer_id === session.value?.id) return t("console_briefings.by_me");
  if (officer_id === null) return t("console_briefings.by_program");
  const name = personName(officer_id);
  return name === "—" ? t("console_briefings.by_other") : name;
}

const TONES = {
  waiting: "wait",
  running: "wait",
  done: "ok",
  stopped: undefined,
  failed: "bad",
  interrupted: "bad",
} as const;

const STATES: Readonly<Record<JobState, Key>> = {
  waiting: "console_briefings.state_waiting",
  running: "console_briefings.state_running",
  done: "console_briefings.state_done",
  stopped: "console_briefings.state_stopped",
  failed: "console_briefings.state_failed",
  interrupted: "console_briefings.state_interrupted",
};

export function Standing({ job }: { job: BriefJob }) {
  const share = job.state === "running" ? (job.progress?.share ?? 0) : null;
  return (
    <span class="tag" data-tone={TONES[job.state]}>
      {t(STATES[job.state])}
      {share !== null && ` ${percent(share)}`}
    </span>
  );
}
