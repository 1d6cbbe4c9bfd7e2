/** Points and ways on an area's water and zones: incidents, a firm, where a patrol went. */
import type { ComponentChildren } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { shown } from "../../base/theme.ts";
import { boundaryWords } from "../../map/boundary_words.ts";
import type { Paint } from "../../map/canvas_layer.ts";
import { unpack, type WireMap } from "../../map/codec.ts";
import { PALETTES, type Palette } from "../../map/colours.ts";
import { lineOf, type Project, paintMap, strokeShape } from "../../map/paint.ts";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import type { Bounds } from "./desk_leaflet.ts";
import { DeskMap } from "./desk_map.tsx";
import "./place_map.css";

export interface Spot {
  id: string;
  lon: number;
  lat: number;
}

/** A line on the map; how it is drawn says what it is worth. */
export interface Way {
  id: string;
  /** Degrees, longitude first. */
  line: readonly (readonly number[])[];
  kind: "counts" | "aside" | "declared";
}

interface MapProps {
  area: string;
  label: string;
  spots: readonly Spot[];
  ways?: readonly Way[];
  /** Drawn last, and larger. */
  marked: string | null;
  choose?: (id: string) => void;
  /** Gets the place that was pressed, for who sets a point rather than choosing one. */
  press?: (at: { lon: number; lat: number }) => void;
  /** Floats over the map: what its lines mean. */
  children?: ComponentChildren;
}

const DOT_PX = 4.5;
const WAY_PX = 2.5;
const EDGE_PX = 2.5;
const RING_PX = 7.5;
const END_PX = 4;
const MARKED_PX = 8;
/** A press so near a point means it, in degrees; about 150 m. */
const REACH_DEG = 0.0015;

export function PlaceMap({ area, ...drawn }: MapProps) {
  const asked = useAsked<WireMap>(`/api/v1/my/map/${encodeURIComponent(area)}`, { follow: false });
  return (
    <div class="place-map">
      <Show asked={asked}>{(wire) => <Drawn wire={wire} {...drawn} />}</Show>
    </div>
  );
}

type DrawnProps = Omit<MapProps, "area"> & { wire: WireMap };

const NO_WAYS: readonly Way[] = [];

function Drawn({ wire, label, ways = NO_WAYS, ...given }: DrawnProps) {
  const { spots, marked, choose, press, children } = given;
  const ground = useMemo(() => ({ ...unpack(wire), cells: [] }), [wire]);
  const palette = PALETTES[shown.value];
  const bounds = useMemo(() => around(wire.bounds, ways), [wire, ways]);
  const painter = useCallback(
    ({ to, project }: Paint) => {
      paintMap(to, ground, project, palette, false);
      for (const one of ways) if (one.id !== marked) paintWay(to, one, project, palette, 1);
      for (const one of ways) if (one.id === marked) paintWay(to, one, project, palette, 1.8);
      const dot = ({ lon, lat }: Spot, radius: number, colour: string) => {
        const [x, y] = project(lon, lat);
        to.beginPath();
        to.arc(x, y, radius, 0, 2 * Math.PI);
        to.fillStyle = colour;
        to.fill();
        to.lineWidth = 1.5;
        to.strokeStyle = palette.land;
        to.stroke();
      };
      for (const one of spots) if (one.id !== marked) dot(one, DOT_PX, palette.point);
      for (const one of spots) if (one.id === marked) dot(one, MARKED_PX, palette.due);
    },
    [ground, palette, spots, ways, marked],
  );
  const pick = (at: { lon: number; lat: number }) => {
    press?.(at);
    const far = ({ lon, lat }: Spot) => Math.max(Math.abs(lon - at.lon), Math.abs(lat - at.lat));
    const [nearest] = [...spots].sort((one, other) => far(one) - far(other));
    if (nearest && far(nearest) < REACH_DEG) choose?.(nearest.id);
  };
  return (
    <DeskMap bounds={bounds} isHigh={Boolean(children)} {...{ label, painter, pick }}>
      {children}
      <p class="place-credit quiet small">{boundaryWords(ground)}</p>
    </DeskMap>
  );
}

/** Return bounds that hold an area and ways, which may lie elsewhere. */
function around([west, south, east, north]: Bounds, ways: readonly Way[]): Bounds {
  const points = ways.flatMap(({ line }) => line);
  const lons = points.map(([lon = west]) => lon);
  const lats = points.map(([, lat = south]) => lat);
  return [
    lons.reduce((one, other) => Math.min(one, other), west),
    lats.reduce((one, other) => Math.min(one, other), south),
    lons.reduce((one, other) => Math.max(one, other), east),
    lats.reduce((one, other) => Math.max(one, other), north),
  ];
}

/** Draw a way with a light edge under it, so that it is seen on water and land. */
function paintWay(
  to: CanvasRenderingContext2D,
  { line, kind }: Way,
  project: Project,
  palette: Palette,
  scale: number,
): void {
  const look = {
    counts: { colour: palette.way, dash: [] },
    aside: { colour: palette.untracked, dash: [7, 5] },
    declared: { colour: palette.ramp[2], dash: [2, 5] },
  }[kind];
  const shape = lineOf(line);
  to.lineJoin = "round";
  to.lineCap = "round";
  strokeShape(to, shape, project, palette.land, WAY_PX * scale + EDGE_PX, []);
  strokeShape(to, shape, project, look.colour, WAY_PX * scale, look.dash);
  to.setLineDash([]);
  to.lineCap = "butt";
  const first = line[0];
  const last = line[line.length - 1];
  if (first && last && kind !== "declared") {
    paintEnds(
      to,
      [first, last].map(([lon = 0, lat = 0]) => project(lon, lat)),
      look.colour,
    );
  }
}

/** A ring where a way begins, a dot where it ends: both are seen where these are one place. */
function paintEnds(
  to: CanvasRenderingContext2D,
  ends: readonly (readonly [number, number])[],
  colour: string,
): void {
  const full = 2 * Math.PI;
  const [[x = 0, y = 0] = [], [endX = 0, endY = 0] = []] = ends;
  to.beginPath();
  to.arc(x, y, RING_PX, 0, full);
  to.lineWidth = 2;
  to.strokeStyle = colour;
  to.stroke();
  to.beginPath();
  to.arc(endX, endY, END_PX, 0, full);
  to.fillStyle = colour;
  to.fill();
}
