/** A patrol that is over, as its way is shown on the map. */
import { useMemo } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { type Asked, useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { isRoute, type Patrol, type WireTracks } from "../patrols/wire.ts";
import { may } from "../session.ts";
import { shortTime, spanWords } from "../times.ts";
import type { Track } from "./marks.ts";
import type { Names } from "./names.ts";
import { modeWords, t } from "./words.ts";

const NONE: readonly Track[] = [];

/** The ways of a patrol that count, as far as they have come in; none for who may not see them. */
export function useTracks(patrolId: string | null): readonly Track[] {
  const isAsking = patrolId !== null && may("tracks.read");
  const { body } = useAsked<WireTracks>(
    isAsking ? `/api/v1/patrols/${patrolId}/tracks?format=geojson` : null,
  );
  return useMemo(() => {
    if (!body) return NONE;
    return body.features
      .filter(({ properties }) => !isRoute(properties) && properties.standing === "counts")
      .flatMap(({ geometry }) => (geometry?.type === "LineString" ? [geometry.coordinates] : []));
  }, [body]);
}

interface CardProps {
  id: string;
  names: Names;
  nTracks: number;
  close: () => void;
}

export function PatrolCard({ id, names, nTracks, close }: CardProps) {
  const asked: Asked<Patrol> = useAsked<Patrol>(`/api/v1/patrols/${id}`);
  return (
    <section class="live-story">
      <div class="live-story-head">
        <Button onPress={close}>{t("console_live.back")}</Button>
      </div>
      <Show asked={asked}>
        {(told) => (
          <>
            <h2>
              {modeWords(told.mode)} · {names.area(told.area)}
            </h2>
            <p>{spanOf(told)}</p>
            {!told.redacted && (
              <p class="quiet small">{t("console_live.n_crew", { n: told.crew.length })}</p>
            )}
            {told.note && <p class="small">{told.note}</p>}
            <p>
              <a href={`#/patrols/${id}`}>{t("console_live.to_record")}</a>
            </p>
            {may("tracks.read") && (
              <p class="quiet small">
                {nTracks > 0
                  ? t("console_live.n_tracks", { n: nTracks })
                  : t("console_live.no_tracks")}
              </p>
            )}
          </>
        )}
      </Show>
    </section>
  );
}

function spanOf({ start, end }: Patrol): string {
  if (end === null) return t("console_live.since", { at: shortTime(start) });
  const span = spanWords((Date.parse(end) - Date.parse(start)) / 1_000);
  return `${shortTime(start)} – ${shortTime(end)} · ${span}`;
}
