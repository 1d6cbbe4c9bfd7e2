/** Evidence from cameras: what each incident has and lacks, and the reviews (Art. 41). */
import { path, replace } from "../../../base/router.ts";
import { useAsked } from "../../asking.ts";
import { areaWord, termWord } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Split } from "../../parts/page.tsx";
import { shortTime } from "../../times.ts";
import type { List } from "../wire.ts";
import { t } from "../words.ts";
import { ReviewSide } from "./review_side.tsx";

interface Incident {
  id: string;
  occurred_at: string;
  category: string;
  area: string | null;
  void: boolean;
}

const MOST = "source=camera&limit=1000";

export function Reviews() {
  const [, , chosen] = path.value;
  const found = useAsked<List<Incident>>(`/api/v1/incidents?${MOST}`);
  const choose = (id: string) => replace("operations", "reviews", ...(id === chosen ? [] : [id]));
  return (
    <Split
      main={
        <Show
          asked={found}
          empty={t("console_operations.no_camera_incidents")}
          isEmpty={({ items }) => items.length === 0}
        >
          {({ items }) => (
            <div class="inset">
              <p class="quiet">{t("console_operations.reviews_note")}</p>
              <table class="table">
                <thead>
                  <tr>
                    <th>{t("console_operations.time")}</th>
                    <th>{t("console_operations.incident")}</th>
                    <th>{t("console_operations.area")}</th>
                  </tr>
                </thead>
                <tbody>
                  {[...items]
                    .filter((one) => !one.void)
                    .reverse()
                    .map((one) => (
                      <tr key={one.id} aria-selected={one.id === chosen}>
                        <td class="when">{shortTime(one.occurred_at)}</td>
                        <th scope="row">
                          <button type="button" class="cell-link" onClick={() => choose(one.id)}>
                            {termWord("categories", one.category)}
                          </button>
                        </th>
                        <td>{areaWord(one.area)}</td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
          )}
        </Show>
      }
      side={
        chosen ? (
          <ReviewSide key={chosen} id={chosen} />
        ) : (
          <div class="empty">
            <p>{t("console_operations.choose_incident")}</p>
          </div>
        )
      }
    />
  );
}
