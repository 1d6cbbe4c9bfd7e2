/** What the room asks of the server: this moment, the map, and how its cells stand. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type AreaMap, unpack, type WireMap } from "../../map/codec.ts";
import { type Asked, useAsked } from "../asking.ts";
import { line, signs } from "../feed.ts";
import { type Sheet, sheetOf } from "../gaps/sheet.ts";
import { setServerTime } from "./clock.ts";
import type { WireCells, WireLive } from "./wire.ts";

/** Cells turn red by themselves, and watched crews overdue. */
const AGAIN_MS = 60_000;

type GridMap = WireMap & { grid: { id: string } | null };

export interface Ground {
  map: AreaMap;
  sheet: Sheet;
  classes: Uint8Array;
  counts: readonly number[];
  /** As of when the cells stand so. */
  at: string;
}

/** This moment of all squads within reach. */
export function useNow(): Asked<WireLive> {
  const live = useAsked<WireLive>(line.value === "starting" ? null : "/api/v1/live");
  const newest = useRef(live.again);
  newest.current = live.again;
  const sign = signs.value;
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) newest.current();
    isFirst.current = false;
  }, [sign]);
  useEffect(() => {
    if (live.body) setServerTime(live.body.at);
  }, [live.body]);
  return live;
}

export interface AskedGround {
  map: Asked<GridMap>;
  cells: Asked<WireCells>;
  /** Null until both are there, and of the same grid. */
  ground: Ground | null;
}

export function useGround(area: string): AskedGround {
  const code = encodeURIComponent(area);
  const map = useAsked<GridMap>(`/api/v1/my/map/${code}`, { follow: false });
  const cells = useAsked<WireCells>(`/api/v1/live/cells/${code}`);
  const shapes = useMemo(() => {
    if (!map.body) return null;
    const unpacked = unpack(map.body);
    return { map: unpacked, sheet: sheetOf(unpacked), grid: map.body.grid?.id ?? null };
  }, [map.body]);
  const told = cells.body;
  const fits = shapes !== null && told !== null && shapes.grid === told.grid;
  const ground = useMemo(
    () =>
      fits && shapes && told
        ? {
            map: shapes.map,
            sheet: shapes.sheet,
            classes: Uint8Array.from(told.gap_class, Number),
            counts: told.counts,
            at: told.at,
          }
        : null,
    [fits, shapes, told],
  );
  const isOtherGrid = shapes !== null && told !== null && !fits;
  const again = useRef({ map: map.again, cells: cells.again });
  again.current = { map: map.again, cells: cells.again };
  useEffect(() => {
    // The grid was made anew since the map was fetched.
    if (isOtherGrid) again.current.map();
  }, [isOtherGrid, told?.grid]);
  useEffect(() => {
    const timer = setInterval(() => again.current.cells(), AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return { map, cells, ground };
}
