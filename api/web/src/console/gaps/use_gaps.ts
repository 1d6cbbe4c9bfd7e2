/** What the room asks of the server, and what it keeps while it asks again. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { unpack, type WireMap } from "../../map/codec.ts";
import { type Asked, query, useAsked } from "../asking.ts";
import { askedHours, askedSpan, type Choice, type Span } from "./choice.ts";
import { type Sheet, sheetOf } from "./sheet.ts";
import { classesOf } from "./standing.ts";
import type { Hours, WireBlind, WireCompliance, WireView } from "./wire.ts";

/** Cells grow late by themselves, whether anything is written or not. */
const AGAIN_MS = 20_000;

type MapOfGrid = WireMap & { grid: { id: string } | null };
type AreaMap = ReturnType<typeof unpack>;

export interface Standing {
  map: AreaMap;
  sheet: Sheet;
  view: WireView;
  classes: Uint8Array;
}

export interface Gaps {
  span: Span;
  map: Asked<MapOfGrid>;
  view: Asked<WireView>;
  compliance: Asked<WireCompliance>;
  /** Null until map and figures are there, and of the same grid. */
  standing: Standing | null;
  /** Whether what is shown is of another period, shift or source than what is asked for. */
  isOld: boolean;
  /** Whether the period goes on. */
  isLive: boolean;
}

export function useGaps(area: string, choice: Choice): Gaps {
  const span = askedSpan(choice.period, Date.now());
  const source = choice.source === "patrol" ? null : choice.source;
  const its = { area, ...span };
  const map = useAsked<MapOfGrid>(`/api/v1/my/map/${encodeURIComponent(area)}`, { follow: false });
  const path = query("/api/v1/gap-view", { ...its, hours: askedHours(choice.hours), source });
  const view = useAsked<WireView>(path);
  const compliance = useAsked<WireCompliance>(query("/api/v1/compliance", its));

  const last = useRef<WireView | null>(null);
  if (view.body) last.current = view.body;
  const shown = view.body ?? (last.current?.area === area && !view.error ? last.current : null);

  const cells = useMemo(() => {
    if (!map.body) return null;
    const unpacked = unpack(map.body);
    return { map: unpacked, sheet: sheetOf(unpacked), grid: map.body.grid?.id };
  }, [map.body]);
  const fits = cells !== null && shown !== null && cells.grid === shown.grid;
  const standing = useMemo(
    () => (fits && cells && shown ? { ...cells, view: shown, classes: classesOf(shown) } : null),
    [fits, cells, shown],
  );
  const isOtherGrid = cells !== null && shown !== null && !fits;
  useEffect(() => {
    // The grid was made anew since the map was fetched.
    if (isOtherGrid) map.again();
  }, [isOtherGrid, shown?.grid]);

  const isLive = shown !== null && Date.parse(shown.end) > Date.now();
  useAgain(view.again, isLive);
  return { span, map, view, compliance, standing, isOld: view.body === null, isLive };
}

/** Ask again from time to time, whether there was news or not. */
export function useAgain(again: () => void, isOn: boolean): void {
  const newest = useRef(again);
  newest.current = again;
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => newest.current(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isOn]);
}

/** Ask where nobody looks, once it is wanted. */
export function useBlind(area: string, span: Span, isWanted: boolean): Asked<WireBlind> {
  return useAsked<WireBlind>(isWanted ? query("/api/v1/gap-view/seen", { area, ...span }) : null);
}

/** As many as the server takes. */
const MOST_CELLS = 60;

/** Return at which hours patrols were in some cells, or null while it is not known. */
export function useHoursOf(area: string, span: Span, cells: readonly string[]): Hours | null {
  const isAsked = cells.length > 0 && cells.length <= MOST_CELLS;
  const path = isAsked
    ? query("/api/v1/gap-view/hours", { area, ...span, cell: [...cells] })
    : null;
  return useAsked<{ visited: Hours }>(path).body?.visited ?? null;
}
