/** What a person should know of a record; it stops nothing. */
import { language } from "../words.ts";

export interface Remark {
  key: string;
  reason_zh: string;
  reason_en: string;
}

export function remarkWord(one: Remark): string {
  return language.value === "zh" ? one.reason_zh : one.reason_en;
}

export function Remarks({ of, tone }: { of: readonly Remark[]; tone?: "bad" }) {
  if (of.length === 0) return null;
  return (
    <ul class="note remark-list" data-tone={tone}>
      {of.map((one) => (
        <li key={`${one.key}${one.reason_zh}`}>{remarkWord(one)}</li>
      ))}
    </ul>
  );
}
