/** One patrol: whose it was, from when to when, and its tracks, on the map and one by one. */
import { useMemo, useState } from "preact/hooks";
import { listed } from "../../base/words.ts";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { useAsked } from "../asking.ts";
import { modeWords } from "../live/words.ts";
import { PlaceMap, type Way } from "../map/place_map.tsx";
import { Show } from "../parts/asked.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { Hidden, Typed } from "../records/hidden.tsx";
import { areaWord, useAreas, useNames } from "../records/names.ts";
import { listAddress } from "../records/narrowed.ts";
import { may } from "../session.ts";
import { fullTime, spanWords } from "../times.ts";
import { EndDialog } from "./end_dialog.tsx";
import { spanOf } from "./spans.ts";
import { Tracks } from "./tracks.tsx";
import { isRoute, type Patrol, type Shift, type WireTracks } from "./wire.ts";
import { shiftWords, t } from "./words.ts";

export function Detail({ id }: { id: string }) {
  const asked = useAsked<Patrol>(`/api/v1/patrols/${encodeURIComponent(id)}`);
  const [isEnding, setEnding] = useState(false);
  const areas = useAreas();
  const of = asked.body;
  return (
    <Page
      title={t("console_patrols.one")}
      sub={of ? `${modeWords(of.mode)} · ${areaWord(areas, of.area)}` : undefined}
      fill
      tools={
        <>
          <a class="button" href={listAddress("patrols")}>
            {t("console_patrols.to_list")}
          </a>
          {of?.end === null && may("duty.plan") && (
            <Button look="strong" onPress={() => setEnding(true)}>
              {t("console_patrols.end_it")}
            </Button>
          )}
        </>
      }
    >
      <Show asked={asked}>{(body) => <Whole of={body} />}</Show>
      {of && isEnding && <EndDialog of={of} done={asked.again} close={() => setEnding(false)} />}
    </Page>
  );
}

function Whole({ of }: { of: Patrol }) {
  const [marked, setMarked] = useState<string | null>(null);
  const areas = useAreas();
  const path = `/api/v1/patrols/${of.id}/tracks?format=geojson&limit=1000`;
  const asked = useAsked<WireTracks>(may("tracks.read") ? path : null);
  const ways = useMemo(() => waysOf(asked.body), [asked.body]);
  return (
    <Split
      main={
        <PlaceMap
          area={of.area}
          label={t("console_patrols.map_of", { area: areaWord(areas, of.area) })}
          spots={[]}
          {...{ ways, marked }}
        >
          {ways.length > 0 && <Legend ways={ways} />}
        </PlaceMap>
      }
      side={
        <>
          <Facts of={of} />
          <Part title={t("console_patrols.tracks_part")}>
            {may("tracks.read") ? (
              <Show asked={asked}>
                {({ features }) => (
                  <Tracks
                    patrol={of}
                    told={features.map(({ properties }) => properties)}
                    {...{ marked, mark: setMarked, changed: asked.again }}
                  />
                )}
              </Show>
            ) : (
              <p class="quiet">{t("console_patrols.tracks_hidden")}</p>
            )}
          </Part>
        </>
      }
    />
  );
}

function Facts({ of }: { of: Patrol }) {
  const nameOf = useNames();
  const shift = useAsked<Shift>(`/api/v1/shifts/${of.shift_id}`, { follow: false });
  const crew = of.crew.map((one) => nameOf(one) ?? "—");
  return (
    <dl class="facts">
      <dt>{t("console_patrols.shift")}</dt>
      <dd>{shift.body ? shiftOf(shift.body) : shift.error ? reasonOf(shift.error) : "…"}</dd>
      <dt>{t("console_patrols.start")}</dt>
      <dd>{fullTime(of.start)}</dd>
      <dt>{t("console_patrols.end")}</dt>
      <dd>{of.end === null ? t("console_patrols.going_on") : endWords(of.start, of.end)}</dd>
      <dt>{t("console_patrols.crew")}</dt>
      <dd>{of.redacted ? <Hidden /> : listed(crew) || "—"}</dd>
      <dt>{t("console_patrols.note")}</dt>
      <dd>
        <Typed text={of.note} isHidden={of.redacted} />
      </dd>
    </dl>
  );
}

function shiftOf({ kind, start, end }: Shift): string {
  return `${shiftWords(kind)} · ${spanOf(start, end)}`;
}

function endWords(start: string, end: string): string {
  return `${fullTime(end)} · ${spanWords((Date.parse(end) - Date.parse(start)) / 1_000)}`;
}

function waysOf(told: WireTracks | null): Way[] {
  return (told?.features ?? []).flatMap(({ geometry, properties }): Way[] => {
    if (geometry?.type !== "LineString") return [];
    const kind = isRoute(properties)
      ? "declared"
      : properties.standing === "counts"
        ? "counts"
        : "aside";
    return [{ id: properties.id, line: geometry.coordinates, kind }];
  });
}

const KINDS = [
  ["counts", "console_patrols.legend_counts"],
  ["aside", "console_patrols.legend_aside"],
  ["declared", "console_patrols.legend_declared"],
] as const;

function Legend({ ways }: { ways: readonly Way[] }) {
  const there = KINDS.filter(([kind]) => ways.some((one) => one.kind === kind));
  return (
    <section class="map-card" data-corner="right" aria-label={t("console_patrols.legend")}>
      <ul>
        {there.map(([kind, key]) => (
          <li key={kind} class="legend-row">
            <span class="way-key" data-kind={kind} aria-hidden="true" />
            {t(key)}
          </li>
        ))}
      </ul>
      {there.some(([kind]) => kind !== "declared") && (
        <p class="quiet small">{t("console_patrols.legend_ends")}</p>
      )}
    </section>
  );
}
