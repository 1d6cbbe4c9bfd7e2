/** An area: its boundaries in force on a map, and all that was brought in for it. */

import { useMemo, useState } from "preact/hooks";
import { shown } from "../../base/theme.ts";
import { sourceWords } from "../../map/boundary_words.ts";
import { PALETTES } from "../../map/colours.ts";
import { Button } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { DeskMap } from "../map/desk_map.tsx";
import { Show } from "../parts/asked.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { dayOf, number, shortTime } from "../times.ts";
import { nameOf } from "../words.ts";
import { paintInForce } from "./painting.ts";
import { Mark, Since, StatusTag } from "./parts.tsx";
import { Progress, useLooking } from "./progress.tsx";
import { RetireAct } from "./retire_act.tsx";
import { cellsOf, km2, partWord, squadWord, stateTone, stateWord } from "./said.ts";
import { UploadForm } from "./upload_form.tsx";
import { type AreaDetail, BOUNDARIES, type BoundaryImport, type Level } from "./wire.ts";
import { t } from "./words.ts";

export function AreaView({ code }: { code: string }) {
  const asked = useAsked<AreaDetail>(`${BOUNDARIES}/${encodeURIComponent(code)}`);
  const [isReplacing, setReplacing] = useState(false);
  const area = asked.body;
  useLooking(area?.recomputing != null, asked.again);
  return (
    <Page
      fill
      title={area ? nameOf(area) : t("console_places.title")}
      {...(area ? { sub: squadWord(area.squad) } : {})}
      tools={
        <>
          <a class="button plain" href="#/places">
            {t("console_places.back")}
          </a>
          {area && <RetireAct area={area} again={asked.again} />}
          {area && area.retired_at === null && (
            <Button look="strong" onPress={() => setReplacing(true)}>
              {t("console_places.replace")}
            </Button>
          )}
        </>
      }
    >
      <Show asked={asked}>{(found) => <InForce area={found} />}</Show>
      {isReplacing && area && <UploadForm area={area} close={() => setReplacing(false)} />}
    </Page>
  );
}

function InForce({ area }: { area: AreaDetail }) {
  const ground = shown.value;
  const painter = useMemo(() => paintInForce(area, ground), [area, ground]);
  const palette = PALETTES[ground];
  const levels = [...new Set(area.zones.map((one) => one.level))];
  const size = km2(area.area_m2);
  const n = number(area.zones.length);
  return (
    <Split
      main={
        <DeskMap
          bounds={area.bounds}
          label={t("console_places.map_of", { area: nameOf(area), size, n })}
          painter={painter}
        >
          <div class="map-card">
            <h2>{t("console_places.legend")}</h2>
            <Mark look="double" ink={palette.shore}>
              {t("console_places.outline")}
            </Mark>
            {levels.map((level) => (
              <Mark key={level} look={LOOKS[level]} ink={palette.zone}>
                {partWord(level)}
              </Mark>
            ))}
            {area.water && (
              <Mark look="fill" ink={palette.water}>
                {t("console_places.water")}
              </Mark>
            )}
          </div>
        </DeskMap>
      }
      side={
        <>
          {area.retired_at !== null && (
            <div class="note">
              <strong>{t("console_places.retired_on", { day: dayOf(area.retired_at) })}</strong>
              <p>{area.retired_reason}</p>
              <p class="small">{t("console_places.retired_note")}</p>
            </div>
          )}
          <Part title={t("console_places.now")}>
            <Held area={area} />
          </Part>
          {area.recomputing && (
            <div class="note">
              <Progress of={area.recomputing} />
              <p class="small">
                {t(
                  area.grid ? "console_places.recomputing_note" : "console_places.first_cells_note",
                )}
              </p>
            </div>
          )}
          <Part title={t("console_places.history")}>
            <History area={area} />
          </Part>
        </>
      }
    />
  );
}

const LOOKS: Record<Level, string> = { first: "line", second: "dashed", quasi: "dotted" };

/** What holds: the outline, each level of zones, the cells. */
function Held({ area }: { area: AreaDetail }) {
  return (
    <div class="places-held">
      <section>
        <h3>
          {t("console_places.outline")} <StatusTag status={area.status} />
        </h3>
        <p>
          {t("console_places.km2", { n: km2(area.area_m2) })} · <Since at={area.since} />
        </p>
        <Origin source={area.source} licence={area.licence} />
      </section>
      {area.levels.map((one) => (
        <section key={one.level}>
          <h3>
            {partWord(one.level)} <StatusTag status={one.status} />
          </h3>
          <p>
            {t("console_places.zone_line", { n: number(one.n), size: km2(one.area_m2) })}
            {" · "}
            {t("console_places.since", { day: dayOf(one.valid_from) })}
          </p>
          {(one.source !== area.source || one.licence !== area.licence) && (
            <Origin source={one.source} licence={one.licence} />
          )}
        </section>
      ))}
      {area.levels.length === 0 && <p class="quiet">{t("console_places.no_zones")}</p>}
      <dl class="fact-list">
        <dt>{t("console_places.cells")}</dt>
        <dd>{cellsOf(area)}</dd>
        <dt>{t("console_places.cameras")}</dt>
        <dd>{number(area.n_cameras)}</dd>
        <dt>{t("console_places.check_points")}</dt>
        <dd>{number(area.n_check_points)}</dd>
      </dl>
    </div>
  );
}

function Origin({ source, licence }: { source: string; licence: string }) {
  return (
    <p class="small quiet places-source">
      {[sourceWords(source), licence].filter(Boolean).join(" · ") || "—"}
    </p>
  );
}

function History({ area }: { area: AreaDetail }) {
  if (area.imports.length === 0) return <p class="quiet">{t("console_places.no_history")}</p>;
  return (
    <ul class="bare-list places-history">
      {area.imports.map((one) => (
        <li key={one.id}>
          <a href={`#/places/${encodeURIComponent(area.code)}/${one.id}`}>
            {partWord(one.part)} · {shortTime(one.created_at)}
          </a>
          <Outcome one={one} all={area.imports} />
        </li>
      ))}
    </ul>
  );
}

function Outcome({ one, all }: { one: BoundaryImport; all: readonly BoundaryImport[] }) {
  return (
    <div class="small">
      <span class="tag" data-tone={stateTone(one, all)}>
        {stateWord(one, all)}
      </span>{" "}
      <span class="quiet">
        {one.state === "in_force" && one.valid_from
          ? t("console_places.since", { day: one.valid_from })
          : ""}{" "}
        {one.reason}
      </span>
    </div>
  );
}
