/** Where it is, in words: how well that is known, in which zone and cell; and the map to correct it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { FLOW_KEY, NOTE_KEY, type Place, type PositionProblem } from "../../capture/index.ts";
import { cellAt, zoneAt } from "../../map/codec.ts";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import type { MapHandle } from "../map/leaflet_map.ts";
import { MapView } from "../map/map_view.tsx";
import { nowIso } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { maps, want } from "../state/map.ts";
import { marksOf } from "../state/marks.ts";
import { lastPlan } from "../state/patrol.ts";
import { accuracyWords, problemWords } from "../state/position_words.ts";
import { t } from "../words.ts";

const LEVEL_WORD: Record<string, () => string> = {
  first: () => t("officer.zone_first"),
  second: () => t("officer.zone_second"),
  quasi: () => t("officer.zone_quasi"),
};

export function placeWords(place: Place | null, problem: PositionProblem | null): string {
  if (!place) {
    if (!problem) return t(FLOW_KEY.none);
    return `${problemWords(problem)} ${t(NOTE_KEY.placeByMap)}`;
  }
  const accuracy = place.source === "map" ? t("officer.by_map") : accuracyWords(place.accuracyM);
  const parts = [`${place.lat.toFixed(4)}, ${place.lon.toFixed(4)} ${accuracy}`];
  const map = Object.values(maps.value).find(
    (one) => one && within(one.bounds, place.lon, place.lat),
  );
  if (map) {
    const zone = zoneAt(map, place.lon, place.lat);
    const cell = cellAt(map, place.lon, place.lat);
    if (zone) parts.push((LEVEL_WORD[zone.level] ?? (() => zone.level))());
    if (cell) parts.push(t("officer.cell_code", { code: cell.code }));
  }
  return parts.join(" · ");
}

function within([west, south, east, north]: readonly number[], lon: number, lat: number): boolean {
  return lon >= (west ?? 0) && lon <= (east ?? 0) && lat >= (south ?? 0) && lat <= (north ?? 0);
}

interface PickerProps {
  place: Place | null;
  choose: (place: Place) => void;
  close: () => void;
}

/** Move the map until the cross is where it happened. */
export function PlacePicker({ place, choose, close }: PickerProps) {
  const area = lastPlan.value?.area ?? duty.areas.value[0]?.code ?? null;
  const handle = useRef<MapHandle | null>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (area) void want(area);
  }, [area]);
  const take = () => {
    const centre = handle.current?.centre();
    if (!centre) return;
    choose({ ...centre, accuracyM: null, at: nowIso(), source: "map" });
    close();
  };
  return (
    <Sheet title={t("officer.pick_title")} close={close}>
      <p class="quiet small">{t("officer.pick_how")}</p>
      <div class="map-picker">
        <MapView
          area={(area && maps.value[area]) || null}
          marks={marksOf(area)}
          label={t("officer.pick_title")}
          handle={(map) => {
            handle.current = map;
            setReady(true);
            if (place) map.moveTo(place.lon, place.lat);
          }}
        />
        <svg class="pin-mark" viewBox="0 0 34 34" aria-hidden="true">
          <path d="M17 2v30M2 17h30" stroke="#ffffff" stroke-width="5" />
          <path d="M17 2v30M2 17h30" stroke="#b3261e" stroke-width="2.4" />
        </svg>
        <div class="zoom-keys">
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
      <Button look="strong" large wide disabled={!ready} onPress={take}>
        {t("officer.pick_here")}
      </Button>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}
