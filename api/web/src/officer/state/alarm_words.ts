/** An alarm in one line: who, since when. */
import { t } from "../words.ts";
import { shortTime } from "./clock.ts";
import { nameOfOfficer } from "./duty.ts";
import type { Notice } from "./notices.ts";

export function alarmWords(notice: Notice): string {
  const { officer_id: who, silent_since: since } = notice.parts;
  if (notice.kind === "overdue") {
    return t("officer.alarm_overdue", { at: shortTime(String(since ?? notice.at)) });
  }
  return t("officer.alarm_sos", { who: nameOfOfficer(String(who)), at: shortTime(notice.at) });
}
