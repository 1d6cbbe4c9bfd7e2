/** Hand-overs of the area's responsibilities, the last first, with what was left to do. */
import { query, useAsked } from "../../asking.ts";
import { personName } from "../../office.ts";
import { Part } from "../../parts/page.tsx";
import { shortTime } from "../../times.ts";
import { t } from "../words.ts";
import type { DutyHandover, Responsibility } from "./wire.ts";

const SHOWN = 12;

export function History({ area }: { area: string }) {
  const held = useAsked<{ items: Responsibility[] }>(
    query("/api/v1/responsibilities", { area, limit: 1000 }),
  ).body;
  const handed = useAsked<{ items: DutyHandover[] }>(
    query("/api/v1/responsibility-handovers", { limit: 1000 }),
  ).body;
  if (held === null || handed === null) return null;
  const mine = new Map(held.items.map((one) => [one.id, one]));
  const found = handed.items.filter((one) => mine.has(one.responsibility_id)).reverse();
  return (
    <Part title={t("console_park.handovers")}>
      {found.length === 0 && <p class="quiet small">{t("console_park.no_handovers")}</p>}
      <ol class="steps-line">
        {found.slice(0, SHOWN).map((one) => {
          const of = mine.get(one.responsibility_id);
          return (
            <li key={one.id} data-void={!one.counts || undefined}>
              <strong>{of?.block ?? of?.cell}</strong>
              <span class="quiet">{shortTime(one.at)}</span>
              <span class="step-said">
                {personName(one.from_officer_id)} → {personName(one.to_officer_id)}
              </span>
              {one.open_points.map((point) => (
                <p class="typed small" key={point}>
                  · {point}
                </p>
              ))}
              {!one.counts && (
                <p class="quiet small">{t("console_park.voided", { why: one.voided })}</p>
              )}
            </li>
          );
        })}
      </ol>
    </Part>
  );
}
