/** What this shift has met, the latest first. */
import { Part } from "../parts/page.tsx";
import { shortTime } from "../times.ts";
import type { Names } from "./names.ts";
import type { WireIncident } from "./wire.ts";
import { shortCode, t } from "./words.ts";

interface IncidentsProps {
  incidents: readonly WireIncident[];
  chosen: string;
  names: Names;
  choose: (incident: WireIncident) => void;
}

export function Incidents({ incidents, chosen, names, choose }: IncidentsProps) {
  return (
    <Part
      title={t("console_live.incidents")}
      aside={<span class="live-n">{incidents.length}</span>}
    >
      {incidents.length === 0 && <p class="quiet small">{t("console_live.no_incidents")}</p>}
      <ul class="live-rows">
        {incidents.map((one) => (
          <li key={one.id} class="live-incident">
            <button
              type="button"
              class="live-row"
              aria-pressed={one.id === chosen}
              onClick={() => choose(one)}
            >
              <span class="live-time">{shortTime(one.occurred_at)}</span>
              <span class="live-what">
                <span class="live-title">{names.category(one.category)}</span>
                <span class="quiet small">
                  {[names.area(one.area), one.cell && shortCode(one.cell)]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
            </button>
            <a class="live-open" href={`#/incidents/${one.id}`}>
              {t("console_live.open")}
              <span class="sr">{names.category(one.category)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}
