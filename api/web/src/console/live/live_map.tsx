/** The map: cells as they stand, and on them who is out, what was met, who calls. */
import { computed } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { shown } from "../../base/theme.ts";
import { BoundaryNote } from "../../map/boundary_note.tsx";
import { PALETTES } from "../../map/colours.ts";
import type { Project } from "../../map/paint.ts";
import { Swatch } from "../../map/swatch.tsx";
import { useAsked } from "../asking.ts";
import { Painting } from "../gaps/painting.ts";
import { freeCorner, middleOf, placeAt } from "../gaps/sheet.ts";
import type { DeskMapHandle, Painter, Place } from "../map/desk_leaflet.ts";
import { DeskMap } from "../map/desk_map.tsx";
import { fullTime, number, timeOnly } from "../times.ts";
import { nowMs } from "./clock.ts";
import { type Marker, markAt, paintMarks, paintTracks, type Track } from "./marks.ts";
import type { Looking, What } from "./place.ts";
import { toneOf } from "./tones.ts";
import type { Ground } from "./use_live.ts";
import type { WireLive } from "./wire.ts";
import { CLASS_WORDS, modeWords, t } from "./words.ts";

interface LiveMapProps {
  ground: Ground;
  live: WireLive;
  looking: Looking;
  tracks: readonly Track[];
  label: string;
  choose: (what: What, id: string) => void;
}

/** How worried one is changes with time, but no mark needs to be painted each second for it. */
const COARSE_MS = 10_000;
const coarse = computed(() => Math.floor(nowMs.value / COARSE_MS) * COARSE_MS);
const NO_CELLS: ReadonlySet<number> = new Set();

export function LiveMap({ ground, live, looking, tracks, label, choose }: LiveMapProps) {
  const { map, sheet, classes } = ground;
  const tiles = useAsked<{ available: boolean }>("/api/v1/tiles", { follow: false }).body;
  const onGround = tiles?.available ?? false;
  const palette = PALETTES[shown.value];
  const [painting] = useState(() => new Painting());
  const scene = useMemo(
    () => ({ map, sheet, classes, palette, onGround, only: null, blind: null }),
    [map, sheet, classes, palette, onGround],
  );
  const at = coarse.value;
  const markers = useMemo(() => markersOf(live, looking, at), [live, looking.id, at]);
  const place = looking.what === "cell" ? sheet.places.get(looking.id) : undefined;
  const chosen = useMemo(() => (place === undefined ? NO_CELLS : new Set([place])), [place]);
  const projected = useRef<Project | null>(null);
  const painter = useMemo<Painter>(
    () => (paint) => {
      projected.current = paint.project;
      painting.paint(paint, scene, chosen);
      paintTracks(paint, tracks, palette);
      paintMarks(paint, markers, palette);
    },
    [painting, scene, chosen, tracks, markers, palette],
  );
  const pick = ({ lon, lat }: Place) => {
    const project = projected.current;
    const mark = project && markAt(markers, project(lon, lat), project);
    if (mark) return choose(mark.kind, mark.id);
    const cell = placeAt(sheet, lon, lat);
    if (cell >= 0) choose("cell", sheet.codes[cell] ?? "");
  };
  const [handle, setHandle] = useState<DeskMapHandle | null>(null);
  const marker = markers.find((one) => one.isChosen);
  const firstPoint = tracks[0]?.[0];
  useEffect(() => {
    if (!handle) return;
    if (place !== undefined) return;
    if (marker) handle.moveTo(marker);
    else if (firstPoint) {
      const [lon = 0, lat = 0] = firstPoint;
      handle.moveTo({ lon, lat }, 14);
    }
  }, [handle, looking.id, marker?.id, firstPoint?.join()]);
  useEffect(() => {
    // A cell of an address that was sent on; one that was pressed is in sight already.
    if (handle && place !== undefined) handle.moveTo(middleOf(sheet, place), 13);
  }, [handle]);
  return (
    <DeskMap isHigh bounds={map.bounds} {...{ label, painter, pick }} handle={setHandle}>
      <Legend ground={ground} demo={live.demo} />
    </DeskMap>
  );
}

function markersOf(live: WireLive, looking: Looking, now: number): Marker[] {
  const isChosen = (kind: What, id: string) => looking.what === kind && looking.id === id;
  const patrols = live.patrols.flatMap((one): Marker[] =>
    one.position
      ? [
          {
            kind: "patrol",
            id: one.id,
            lon: one.position.lon,
            lat: one.position.lat,
            label: modeWords(one.mode).slice(0, 1),
            tone: toneOf(one, live.alarms, now),
            isChosen: isChosen("patrol", one.id),
          },
        ]
      : [],
  );
  const incidents = live.incidents.map(
    (one): Marker => ({
      kind: "incident",
      id: one.id,
      lon: one.point.lon,
      lat: one.point.lat,
      label: "",
      tone: "calm",
      isChosen: isChosen("incident", one.id),
    }),
  );
  const alarms = live.alarms.flatMap((one): Marker[] =>
    one.position
      ? [
          {
            kind: "alarm",
            id: one.id,
            lon: one.position.lon,
            lat: one.position.lat,
            label: t(one.kind === "sos" ? "console_live.mark_call" : "console_live.mark_overdue"),
            tone: "bad",
            isChosen: isChosen("alarm", one.id),
          },
        ]
      : [],
  );
  return [...incidents, ...patrols, ...alarms];
}

function Legend({ ground, demo }: { ground: Ground; demo: boolean }) {
  const of = ground.counts.map((n, gap) => ({ n, gap })).filter(({ n, gap }) => n > 0 || gap < 5);
  const corner = useMemo(() => freeCorner(ground.sheet), [ground.sheet]);
  const asOf = demo ? fullTime(ground.at) : timeOnly(ground.at);
  return (
    <section class="map-card" data-corner={corner} aria-label={t("console_live.legend")}>
      <h2>{t("console_live.legend")}</h2>
      <ul>
        {of.map(({ n, gap }) => (
          <li key={gap} class="legend-row">
            <Swatch gap={gap} />
            {t(CLASS_WORDS[gap] ?? "console_live.class_not_required")}
            <span class="number">{number(n)}</span>
          </li>
        ))}
      </ul>
      <BoundaryNote map={ground.map} more={[t("console_live.as_of", { at: asOf })]} />
    </section>
  );
}
