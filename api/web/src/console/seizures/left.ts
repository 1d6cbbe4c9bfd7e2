/** How much of a period is left, in words. */
import { spanWords } from "../times.ts";
import { t } from "./words.ts";

const SECOND_MS = 1000;

export function leftWords(dueAt: string, nowMs: number): string {
  const leftS = (Date.parse(dueAt) - nowMs) / SECOND_MS;
  const span = spanWords(Math.abs(leftS));
  return leftS > 0 ? t("console_seizures.left", { span }) : t("console_seizures.overdue", { span });
}

/** Return how much of a period is over, 0 to 1. */
export function shareOver(startedAt: string, dueAt: string, nowMs: number): number {
  const [from, to] = [Date.parse(startedAt), Date.parse(dueAt)];
  return to <= from ? 1 : Math.min(1, Math.max(0, (nowMs - from) / (to - from)));
}
