/** Areas that somebody planned and nobody decided on. */
import { useAsked } from "../asking.ts";
import { shortTime } from "../times.ts";
import { nameOf } from "../words.ts";
import { NEW, squadWord } from "./said.ts";
import { NEW_AREAS, type NewArea } from "./wire.ts";
import { t } from "./words.ts";

export function Planned() {
  const items = useAsked<{ items: NewArea[] }>(NEW_AREAS).body?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section class="card places-planned" aria-label={t("console_places.planned")}>
      <h2>{t("console_places.planned")}</h2>
      <ul class="bare-list">
        {items.map((one) => (
          <li key={one.id}>
            <a href={`#/places/${NEW}/${one.id}`}>{nameOf(one)}</a>{" "}
            <span class="tag" data-tone="wait">
              {t("console_places.plan_draft")}
            </span>{" "}
            <span class="small quiet">
              {[squadWord(one.squad), one.created_by, shortTime(one.created_at)]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
