/** All areas: how far their boundaries may be trusted, and what stands in them. */

import { useState } from "preact/hooks";
import { sourceWords } from "../../map/boundary_words.ts";
import { Button } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Page } from "../parts/page.tsx";
import { dayOf, number } from "../times.ts";
import { nameOf } from "../words.ts";
import { NewAreaForm } from "./new_area_form.tsx";
import { Since, StatusTag } from "./parts.tsx";
import { Planned } from "./planned.tsx";
import { Progress } from "./progress.tsx";
import { cellsOf, km2, partWord, squadWord } from "./said.ts";
import { type AreaEntry, BOUNDARIES } from "./wire.ts";
import { t } from "./words.ts";

export function List() {
  const asked = useAsked<{ items: AreaEntry[] }>(BOUNDARIES);
  const [isPlanning, setPlanning] = useState(false);
  const items = (asked.body?.items ?? []).filter((one) => one.retired_at === null);
  const cells = items.reduce((sum, one) => sum + (one.grid?.n_cells ?? 0), 0);
  return (
    <Page
      title={t("console_places.title")}
      {...(items.length > 0
        ? { sub: t("console_places.sub", { n: number(items.length), cells: number(cells) }) }
        : {})}
      tools={
        <Button look="strong" onPress={() => setPlanning(true)}>
          {t("console_places.new_area")}
        </Button>
      }
    >
      {isPlanning && <NewAreaForm close={() => setPlanning(false)} />}
      <Planned />
      <Show asked={asked} empty={t("console_places.none")} isEmpty={(body) => !body.items.length}>
        {(body) => (
          <div class="card table-frame places-list">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{t("console_places.area")}</th>
                  <th scope="col">{t("console_places.status")}</th>
                  <th scope="col">{t("console_places.source")}</th>
                  <th scope="col">{t("console_places.valid_since")}</th>
                  <th scope="col" class="number">
                    {t("console_places.size")}
                  </th>
                  <th scope="col">{t("console_places.zones")}</th>
                  <th scope="col">{t("console_places.cells")}</th>
                  <th scope="col" class="number">
                    {t("console_places.cameras")}
                  </th>
                  <th scope="col" class="number">
                    {t("console_places.check_points")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {body.items.map((one) => (
                  <Row key={one.code} one={one} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
    </Page>
  );
}

function Row({ one }: { one: AreaEntry }) {
  return (
    <tr>
      <td>
        <a href={`#/places/${encodeURIComponent(one.code)}`}>{nameOf(one)}</a>
        <div class="small quiet">{squadWord(one.squad)}</div>
        {one.retired_at !== null && (
          <span class="tag">{t("console_places.retired_on", { day: dayOf(one.retired_at) })}</span>
        )}
        {one.n_pending > 0 && (
          <span class="tag" data-tone="wait">
            {t("console_places.waiting_n", { n: number(one.n_pending) })}
          </span>
        )}
      </td>
      <td>
        <StatusTag status={one.status} />
      </td>
      <td class="places-source">
        <div class="places-clamped">{sourceWords(one.source) || "—"}</div>
        <div class="small quiet places-clamped">{one.licence}</div>
      </td>
      <td>
        <Since at={one.since} />
      </td>
      <td class="number">{t("console_places.km2", { n: km2(one.area_m2) })}</td>
      <td>
        {one.levels.length === 0 && "—"}
        {one.levels.map((level) => (
          <div key={level.level}>
            {partWord(level.level)}
            <span class="small quiet"> {t("console_places.km2", { n: km2(level.area_m2) })}</span>
          </div>
        ))}
      </td>
      <td>
        <span class="places-nowrap">{cellsOf(one)}</span>
        {one.recomputing && <Progress of={one.recomputing} />}
      </td>
      <td class="number">{number(one.n_cameras)}</td>
      <td class="number">{number(one.n_check_points)}</td>
    </tr>
  );
}
