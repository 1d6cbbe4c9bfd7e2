/** News of rosters, leave and swaps in one line. */
import { dayWords } from "../roster/days.ts";
import { type Key, locale, t } from "../words.ts";
import { nameOfOfficer } from "./duty.ts";
import type { Notice } from "./notices.ts";

const ROSTER: Record<string, Key> = {
  published: "officer.roster.news_published",
  changed: "officer.roster.news_changed",
  withdrawn: "officer.roster.news_withdrawn",
};
const ANSWER: Record<string, Key> = {
  agreed: "officer.roster.news_agreed",
  declined: "officer.roster.news_declined",
  granted: "officer.roster.news_granted",
  refused: "officer.roster.news_refused",
};

/** Return what the first of several says, and how many more there are. */
export function newsWords(notice: Notice, others: number): string {
  const words = wordsOf(notice);
  return others > 0 ? t("officer.roster.news_and", { words, n: others }) : words;
}

function wordsOf({ kind, parts }: Notice): string {
  const who = nameOfOfficer(String(parts.officer_id));
  switch (kind) {
    case "leave": {
      const day = said(parts.first_day);
      return parts.state === "withdrawn"
        ? t("officer.roster.news_leave_withdrawn", { who, day })
        : t("officer.roster.news_leave", { who, day });
    }
    case "swap": {
      const day = said(parts.day);
      const taker = nameOfOfficer(String(parts.taker_id));
      return parts.state === "asked"
        ? t("officer.roster.news_offer", { who, day })
        : t("officer.roster.news_swap", { who, taker, day });
    }
    case "roster_answer": {
      const what =
        parts.target_kind === "leave" ? t("officer.roster.leave") : t("officer.roster.swap");
      const key = ANSWER[String(parts.result)] ?? "officer.roster.news_answered";
      return t(key, { what, day: said(parts.day) });
    }
    default: {
      const days = Array.isArray(parts.days) ? parts.days.length : 0;
      const key = ROSTER[String(parts.news)] ?? "officer.roster.news_changed";
      return t(key, { day: said(parts.first_day), n: days });
    }
  }
}

function said(day: unknown): string {
  return dayWords(String(day), locale.value);
}
