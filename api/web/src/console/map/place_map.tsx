/** Points on an area's water and zones: where incidents were, where a firm is. */
import { useCallback, useMemo } from "preact/hooks";
import { shown } from "../../base/theme.ts";
import { boundaryWords } from "../../map/boundary_words.ts";
import type { Paint } from "../../map/canvas_layer.ts";
import { unpack, type WireMap } from "../../map/codec.ts";
import { PALETTES } from "../../map/colours.ts";
import { paintMap } from "../../map/paint.ts";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { DeskMap } from "./desk_map.tsx";
import "./place_map.css";

export interface Spot {
  id: string;
  lon: number;
  lat: number;
}

interface MapProps {
  area: string;
  label: string;
  spots: readonly Spot[];
  /** Drawn last, and larger. */
  marked: string | null;
  choose?: (id: string) => void;
  /** Gets the place that was pressed, for who sets a point rather than choosing one. */
  press?: (at: { lon: number; lat: number }) => void;
}

const DOT_PX = 4.5;
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

function Drawn({ wire, label, spots, marked, choose, press }: DrawnProps) {
  const ground = useMemo(() => ({ ...unpack(wire), cells: [] }), [wire]);
  const palette = PALETTES[shown.value];
  const painter = useCallback(
    ({ to, project }: Paint) => {
      paintMap(to, ground, project, palette, false);
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
    [ground, palette, spots, marked],
  );
  const pick = (at: { lon: number; lat: number }) => {
    press?.(at);
    const far = ({ lon, lat }: Spot) => Math.max(Math.abs(lon - at.lon), Math.abs(lat - at.lat));
    const [nearest] = [...spots].sort((one, other) => far(one) - far(other));
    if (nearest && far(nearest) < REACH_DEG) choose?.(nearest.id);
  };
  return (
    <DeskMap bounds={wire.bounds} label={label} painter={painter} pick={pick}>
      <p class="place-credit quiet small">{boundaryWords(ground)}</p>
    </DeskMap>
  );
}
