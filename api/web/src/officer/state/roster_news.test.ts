// @vitest-environment happy-dom
import { beforeEach, expect, it } from "vitest";
import { language } from "../words.ts";
import type { Notice } from "./notices.ts";
import { newsWords } from "./roster_news.ts";

beforeEach(() => {
  language.value = "zh";
});

function notice(kind: Notice["kind"], parts: Notice["parts"]): Notice {
  const subject = { kind, id: "s" };
  const when = { at: "2022-11-10T00:00:00Z", ends_at: null, patrol_id: null, seen: false };
  return { id: "n", kind, subject, squad: "reservoir", parts, ...when };
}

it("says what a roster means for me", () => {
  const days = ["2022-11-12", "2022-11-14"];
  const changed = notice("roster", { news: "changed", first_day: "2022-11-07", days });
  expect(newsWords(changed, 0)).toBe("班表改了，你有 2 天变了");
  const published = notice("roster", { news: "published", first_day: "2022-11-07", days });
  expect(newsWords(published, 2)).toBe("新班表公布了，从 11月7日周一 起，还有 2 条");
});

it("says what was answered, and to what", () => {
  const parts = { target_kind: "leave", result: "granted", day: "2022-11-20" };
  expect(newsWords(notice("roster_answer", parts), 0)).toBe("请假 11月20日周日：已批准");
  const swap = { ...parts, target_kind: "swap", result: "declined" };
  expect(newsWords(notice("roster_answer", swap), 0)).toBe("11月20日周日 换班，对方不换");
});

it("tells an offer to me from a swap that waits for a leader, and both from leave", () => {
  const parts = { officer_id: "a", taker_id: "b", day: "2022-11-12" };
  const offer = newsWords(notice("swap", { ...parts, state: "asked" }), 0);
  const agreed = newsWords(notice("swap", { ...parts, state: "agreed" }), 0);
  expect(offer).toContain("换给你");
  expect(agreed).toContain("等批准");
  const leave = { officer_id: "a", first_day: "2022-11-12", last_day: "2022-11-12" };
  expect(newsWords(notice("leave", { ...leave, state: "withdrawn" }), 0)).toContain("撤回");
});
