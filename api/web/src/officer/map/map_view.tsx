/** A map on a screen. What it shows is said in words beside it: a canvas tells nobody else. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ground } from "../state/ground.ts";
import { shown as theme } from "../theme.ts";
import { t } from "../words.ts";
import type { AreaMap } from "./codec.ts";
import { PALETTES } from "./colours.ts";
import type { MapHandle, Mark } from "./leaflet_map.ts";

const NONE: readonly never[] = [];

interface MapProps {
  area: AreaMap | null;
  marks?: readonly Mark[];
  /** A way to be drawn, point by point. */
  line?: readonly { lon: number; lat: number }[];
  label: string;
  /** False where the screen itself says whose base map it is. */
  credit?: boolean;
  /** Gets the map once it is there. */
  handle?: (map: MapHandle) => void;
}

export function MapView(props: MapProps) {
  const { area, marks = NONE, line = NONE, label, handle, credit = true } = props;
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<MapHandle | null>(null);
  const [failed, setFailed] = useState(false);
  const shown = { area, marks, line, palette: PALETTES[theme.value], ground: ground.value };
  const newest = useRef(shown);
  newest.current = shown;

  useEffect(() => {
    let gone = false;
    import("./leaflet_map.ts").then(
      ({ makeMap }) => {
        if (gone || !place.current) return;
        map.current = makeMap(place.current, newest.current, false);
        handle?.(map.current);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      map.current?.remove();
      map.current = null;
    };
  }, []);
  useEffect(
    () => map.current?.show(newest.current),
    [area, marks, line, theme.value, ground.value],
  );

  if (failed) return <p class="empty">{t("officer.map_failed")}</p>;
  const made = credit && ground.value?.attribution;
  return (
    <>
      <div class="map" ref={place} role="img" aria-label={label} />
      {made && <p class="map-credit">{made}</p>}
    </>
  );
}
