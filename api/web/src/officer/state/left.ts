/** How much time is left, in words: days and hours, hours and minutes when it is short. */
import { t } from "../words.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export function leftWords(dueAt: string, nowMs: number): string {
  const leftMs = Date.parse(dueAt) - nowMs;
  const span = spanWords(Math.abs(leftMs));
  return leftMs > 0 ? t("officer.due.left", { span }) : t("officer.due.overdue_by", { span });
}

function spanWords(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (days > 0) {
    return hours > 0
      ? t("officer.due.days_hours", { days, hours })
      : t("officer.due.days", { days });
  }
  return hours > 0
    ? t("officer.due.hours_minutes", { hours, minutes })
    : t("officer.due.minutes", { minutes });
}
