/** The whole map, and what its colours say, counted. */
import { useEffect, useRef } from "preact/hooks";
import { boundaryWords, sourceWords } from "../../map/boundary_words.ts";
import { Swatch } from "../../map/swatch.tsx";
import { Empty } from "../../ui/states.tsx";
import type { MapHandle } from "../map/leaflet_map.ts";
import { MapView } from "../map/map_view.tsx";
import { shortTime } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { wantGround } from "../state/ground.ts";
import { maps, want } from "../state/map.ts";
import { marksOf } from "../state/marks.ts";
import { myCells } from "../state/my_cells.ts";
import { lastPlan, track } from "../state/patrol.ts";
import { GroundBox } from "../ui/ground_box.tsx";
import { Screen } from "../ui/screen.tsx";
import { type Key, nameOf, t } from "../words.ts";

/** The worst first: the eye meets it first on the map too. */
const LEGEND: readonly { gap: number; word: Key }[] = [
  { gap: 4, word: "officer.gap_never" },
  { gap: 3, word: "officer.gap_over_5" },
  { gap: 2, word: "officer.gap_2_5" },
  { gap: 1, word: "officer.gap_1_2" },
  { gap: 0, word: "officer.gap_in_time" },
  { gap: 5, word: "officer.gap_no_track" },
  { gap: 6, word: "officer.gap_not_required" },
];

export function MapScreen() {
  const code = lastPlan.value?.area ?? duty.areas.value[0]?.code ?? null;
  useEffect(() => {
    if (code) void want(code);
    void wantGround();
  }, [code]);
  const handle = useRef<MapHandle | null>(null);
  const area = duty.areaOf(code);
  const map = code ? maps.value[code] : undefined;
  const outlined = (myCells.value?.cells ?? [])
    .filter((one) => one.area === code)
    .map(({ cell }) => cell);
  const me = track.value?.last;
  if (!code) {
    return (
      <Screen title={t("officer.map")}>
        <Empty>{t("officer.no_areas")}</Empty>
      </Screen>
    );
  }
  return (
    <Screen
      title={area ? nameOf(area) : t("officer.map")}
      sub={map ? t("officer.as_of", { at: shortTime(map.at) }) : t("officer.map_missing")}
      flush
    >
      <div class="home-map">
        <MapView
          area={map ?? null}
          marks={marksOf(code)}
          label={t("officer.map")}
          outlined={outlined}
          handle={(made) => {
            handle.current = made;
          }}
        />
        <div class="zoom-keys">
          {me && (
            <button
              type="button"
              class="button small"
              onClick={() => handle.current?.moveTo(me.lon, me.lat)}
            >
              {t("officer.my_place")}
            </button>
          )}
          <button
            type="button"
            class="button"
            aria-label={t("officer.zoom_in")}
            onClick={() => handle.current?.zoom(1)}
          >
            +
          </button>
          <button
            type="button"
            class="button"
            aria-label={t("officer.zoom_out")}
            onClick={() => handle.current?.zoom(-1)}
          >
            −
          </button>
        </div>
      </div>
      {map && (
        <div class="legend-box">
          <p class="quiet tiny">{t("officer.legend_title")}</p>
          <ul class="legend-list">
            {LEGEND.filter(({ gap }) => (map.counts.by[gap] ?? 0) > 0).map(({ gap, word }) => (
              <li key={gap} class="legend-row">
                <Swatch gap={gap} />
                <span class="grow">{t(word)}</span>
                <b>{map.counts.by[gap]}</b>
              </li>
            ))}
          </ul>
          <p class="quiet tiny">
            {boundaryWords(map)} · {sourceWords(map.boundaries.source)}
          </p>
          <GroundBox bounds={map.bounds} />
        </div>
      )}
    </Screen>
  );
}
