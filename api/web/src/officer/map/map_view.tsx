/** A map on a screen. What it shows is said in words beside it: a canvas tells nobody else. */
import { useEffect, useRef, useState } from "preact/hooks";
import { shown as theme } from "../../base/theme.ts";
import type { AreaMap } from "../../map/codec.ts";
import { PALETTES } from "../../map/colours.ts";
import { Button } from "../../ui/controls.tsx";
import { ground } from "../state/ground.ts";
import { t } from "../words.ts";
import type { MapHandle, Mark } from "./leaflet_map.ts";

const NONE: readonly never[] = [];

interface MapProps {
  area: AreaMap | null;
  marks?: readonly Mark[];
  /** Codes of cells that are told apart by their edge. */
  outlined?: readonly string[];
  /** A way to be drawn, point by point. */
  line?: readonly { lon: number; lat: number }[];
  label: string;
  /** False where the screen itself says whose base map it is. */
  credit?: boolean;
  /** Gets the map once it is there. */
  handle?: (map: MapHandle) => void;
}

export function MapView(props: MapProps) {
  const { area, marks = NONE, line = NONE, outlined = NONE, label, handle, credit = true } = props;
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<MapHandle | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const shown = {
    area,
    marks,
    line,
    outlined,
    palette: PALETTES[theme.value],
    ground: ground.value,
  };
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
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
      map.current?.remove();
      map.current = null;
    };
  }, [tries]);
  useEffect(
    () => map.current?.show(newest.current),
    [area, marks, line, outlined.join(), theme.value, ground.value],
  );

  if (failed) {
    const again = () => {
      setFailed(false);
      setTries(tries + 1);
    };
    return (
      <div class="empty" role="alert">
        <p>{t("officer.map_failed")}</p>
        <Button onPress={tries > 0 ? () => location.reload() : again}>{t("ui.again")}</Button>
      </div>
    );
  }
  const made = credit && ground.value?.attribution;
  return (
    <>
      <div class="map" ref={place} role="img" aria-label={label} />
      {made && <p class="map-credit">{made}</p>}
    </>
  );
}
