/** The months of my squads: what is drafted, what is published. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Page } from "../parts/page.tsx";
import { may } from "../session.ts";
import { dayOf, number } from "../times.ts";
import { NewDialog } from "./new_dialog.tsx";
import { periodWords, stateWords } from "./saying.ts";
import { useNames } from "./squads.tsx";
import { Ways } from "./ways.tsx";
import type { RosterRow } from "./wire.ts";
import { t } from "./words.ts";

export function List() {
  const asked = useAsked<{ items: RosterRow[] }>("/api/v1/rosters?limit=1000");
  const [isMaking, setMaking] = useState(false);
  const items = [...(asked.body?.items ?? [])].sort((one, other) =>
    one.first_day < other.first_day ? 1 : -1,
  );
  const squads = [...new Set(items.map((one) => one.squad))];
  const names = useNames(items);
  const nameOf = (squad: string) => names.get(squad) ?? squad;
  const today = dayOf(Date.now());
  return (
    <Page
      title={t("console_rosters.title")}
      tools={
        <>
          <Ways at="months" />
          {may("duty.plan") && (
            <Button look="strong" onPress={() => setMaking(true)}>
              {t("console_rosters.new")}
            </Button>
          )}
        </>
      }
    >
      <Show
        asked={asked}
        isEmpty={(body) => body.items.length === 0}
        empty={<p>{t(may("duty.plan") ? "console_rosters.none_yet" : "console_rosters.none")}</p>}
      >
        {() => (
          <div class="card table-frame">
            <table class="table months">
              <thead>
                <tr>
                  {squads.length > 1 && <th scope="col">{t("console_rosters.squad")}</th>}
                  <th scope="col">{t("console_rosters.period")}</th>
                  <th scope="col">{t("console_rosters.state")}</th>
                  <th scope="col" class="number">
                    {t("console_rosters.n_duties")}
                  </th>
                  <th scope="col">{t("console_rosters.reason")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => {
                  const isNow = one.first_day <= today && today <= one.last_day;
                  return (
                    <tr key={one.id} data-over={one.last_day < today || undefined}>
                      {squads.length > 1 && <td>{nameOf(one.squad)}</td>}
                      <td>
                        <a href={`#/rosters/${one.id}`}>{periodWords(one)}</a>{" "}
                        {isNow && <span class="tag now">{t("console_rosters.now")}</span>}
                      </td>
                      <td>
                        <span class="tag" data-state={one.state}>
                          {stateWords(one.state)}
                        </span>
                      </td>
                      <td class="number">{number(one.n_duties)}</td>
                      <td class="quiet">{one.reason || one.note}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </Show>
      {isMaking && <NewDialog rosters={items} nameOf={nameOf} close={() => setMaking(false)} />}
    </Page>
  );
}
