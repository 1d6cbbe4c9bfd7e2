/** Who was involved, and earlier incidents of the same; as far as the asker may see it. */
import { listed } from "../../base/words.ts";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Hidden } from "../records/hidden.tsx";
import { type Area, areaWord, type Catalogue, termWord } from "../records/names.ts";
import { shortTime } from "../times.ts";
import type { Earlier, Incident } from "./wire.ts";
import { t } from "./words.ts";

export function Persons({ of }: { of: Incident }) {
  if (of.persons_shown === "redacted") {
    return (
      <p>
        <Hidden /> <span class="quiet">{t("console_incidents.persons_hidden")}</span>
      </p>
    );
  }
  if (of.persons_shown === "expired") {
    return <p class="quiet">{t("console_incidents.persons_expired")}</p>;
  }
  if (of.persons.length === 0) return <p class="quiet">{t("console_incidents.no_persons")}</p>;
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t("console_incidents.name")}</th>
          <th scope="col">{t("console_incidents.id_number")}</th>
          <th scope="col">{t("console_incidents.phone")}</th>
          <th scope="col">{t("console_incidents.plate")}</th>
          <th scope="col">{t("console_incidents.remark")}</th>
        </tr>
      </thead>
      <tbody>
        {of.persons.map((one, at) => (
          <tr key={at}>
            <td class="typed">{one.name || "—"}</td>
            <td class="typed">{one.id_number || "—"}</td>
            <td class="typed">{one.phone || "—"}</td>
            <td class="typed">{one.plate || "—"}</td>
            <td class="typed">{one.note || "—"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RepeatsProps {
  id: string;
  areas: readonly Area[];
  catalogue: Catalogue;
}

export function Repeats({ id, areas, catalogue }: RepeatsProps) {
  const asked = useAsked<{ items: Earlier[]; truncated: boolean }>(
    `/api/v1/incidents/${id}/repeats`,
  );
  return (
    <Show asked={asked}>
      {({ items, truncated }) =>
        items.length === 0 ? (
          <p class="quiet">{t("console_incidents.no_repeats")}</p>
        ) : (
          <div class="note">
            <p class="strong">{t("console_incidents.repeats", { n: items.length })}</p>
            <ul class="points">
              {items.map((one) => (
                <li key={one.incident_id}>
                  <a href={`#/incidents/${one.incident_id}`}>{shortTime(one.occurred_at)}</a>{" "}
                  {[
                    one.area && areaWord(areas, one.area),
                    termWord(catalogue.categories, one.category),
                    listed(one.outcomes.map((each) => termWord(catalogue.outcomes, each))),
                    byWords(one.by),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </li>
              ))}
            </ul>
            {truncated && <p class="small">{t("console_incidents.repeats_more")}</p>}
          </div>
        )
      }
    </Show>
  );
}

function byWords(by: Earlier["by"]): string {
  return by.includes("person")
    ? t("console_incidents.same_person")
    : t("console_incidents.same_plate");
}
