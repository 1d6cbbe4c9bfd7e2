/** When a case is due, in words, loud when that is past. */
import { now, shortTime } from "../state/clock.ts";
import { leftWords } from "../state/left.ts";
import { t } from "../words.ts";
import type { Standing } from "./standing.ts";

const SOON_MS = 2 * 3_600_000;

export function toneOf({ dueAt }: Standing): "bad" | "wait" | "" {
  if (dueAt === null) return "";
  const leftMs = Date.parse(dueAt) - now.value;
  return leftMs <= 0 ? "bad" : leftMs < SOON_MS ? "wait" : "";
}

export function DueWords({ of }: { of: Standing }) {
  if (of.stage === "closed") return null;
  if (of.dueAt === null) {
    return (
      <span class="quiet small">
        {t(of.isSent ? "officer.case.no_limit" : "officer.case.limit_unknown")}
      </span>
    );
  }
  return (
    <span class="due-line" data-tone={toneOf(of)}>
      <span class="due-left">{leftWords(of.dueAt, now.value)}</span>
      <span class="quiet small">{t("officer.due.until", { at: shortTime(of.dueAt) })}</span>
    </span>
  );
}
