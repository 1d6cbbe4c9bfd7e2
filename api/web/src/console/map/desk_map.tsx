/** A map in a room. What it shows is said in words beside it: a canvas tells nobody else. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { t } from "../words.ts";
import type { BaseMap, Bounds, DeskMapHandle, Painter, Place } from "./desk_leaflet.ts";

interface DeskMapProps {
  /** What is shown whole at first, and again when it becomes another area. */
  bounds: Bounds;
  label: string;
  /** Paints everything; a new function paints anew. */
  painter: Painter;
  pick?: (place: Place) => void;
  point?: (place: Place | null) => void;
  /** Gets the map once it is there. */
  handle?: (map: DeskMapHandle) => void;
  /** Whether a legend floats over its lower part, which is left free as far as can be. */
  isHigh?: boolean;
  /** Floats over the map: a legend, a card. */
  children?: ComponentChildren;
}

interface WireTiles extends BaseMap {
  available: boolean;
}

export function DeskMap(props: DeskMapProps) {
  const { bounds, label, painter, children } = props;
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<DeskMapHandle | null>(null);
  const [isFailed, setFailed] = useState(false);
  const newest = useRef(props);
  newest.current = props;
  const tiles = useAsked<WireTiles>("/api/v1/tiles", { follow: false }).body;
  const base = tiles?.available ? tiles : null;
  const laid = useRef(base);
  laid.current = base;

  useEffect(() => {
    let isGone = false;
    import("./desk_leaflet.ts").then(
      ({ makeDeskMap }) => {
        if (isGone || !place.current) return;
        const heard = {
          pick: (at: Place) => newest.current.pick?.(at),
          point: (at: Place | null) => newest.current.point?.(at),
        };
        const ways = { isHigh: newest.current.isHigh ?? false };
        const made = makeDeskMap(place.current, newest.current.bounds, heard, ways);
        map.current = made;
        made.lay(laid.current);
        made.paint(newest.current.painter);
        newest.current.handle?.(made);
      },
      () => {
        if (!isGone) setFailed(true);
      },
    );
    return () => {
      isGone = true;
      map.current?.remove();
      map.current = null;
    };
  }, []);
  useEffect(() => map.current?.fit(bounds), [bounds.join()]);
  useEffect(() => map.current?.paint(painter), [painter]);
  useEffect(() => map.current?.lay(base), [base?.version]);

  if (isFailed) {
    return (
      <div class="empty" role="alert">
        <p>{t("console.map_failed")}</p>
        <Button onPress={() => location.reload()}>{t("console.reload")}</Button>
      </div>
    );
  }
  return (
    <div class="desk-map">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the map, + and - zoom it */}
      <div class="map" ref={place} role="application" aria-label={label} tabIndex={0} />
      <div class="map-keys">
        <Button label={t("console.zoom_in")} onPress={() => map.current?.zoom(1)}>
          +
        </Button>
        <Button label={t("console.zoom_out")} onPress={() => map.current?.zoom(-1)}>
          −
        </Button>
        <Button label={t("console.fit")} onPress={() => map.current?.fit(bounds)}>
          <FitMark />
        </Button>
      </div>
      {base?.attribution && <p class="map-credit">{base.attribution}</p>}
      {children}
    </div>
  );
}

function FitMark() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
      />
    </svg>
  );
}
