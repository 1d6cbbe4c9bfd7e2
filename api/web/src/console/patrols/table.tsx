/** Patrols as rows; arrow keys go from row to row, Enter opens one. */
import { go } from "../../base/router.ts";
import { listed } from "../../base/words.ts";
import { modeWords } from "../live/words.ts";
import { Hidden } from "../records/hidden.tsx";
import { areaWord, useAreas, useNames } from "../records/names.ts";
import { stepRows } from "../records/rows.ts";
import { number, shortTime, spanWords } from "../times.ts";
import { endOf } from "./spans.ts";
import { TrackTags } from "./track_tags.tsx";
import type { ListedPatrol } from "./wire.ts";
import { t } from "./words.ts";

/** Nobody is out so long: the end was forgotten. */
const LONG_MS = 24 * 3_600_000;

export function Table({ items }: { items: readonly ListedPatrol[] }) {
  const areas = useAreas();
  const nameOf = useNames();
  const hasTracks = items.some((one) => one.tracks !== null);
  return (
    <table class="table list-table">
      <caption class="sr">{t("console_patrols.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("console_patrols.time")}</th>
          <th scope="col">{t("console_patrols.area")}</th>
          <th scope="col">{t("console_patrols.mode")}</th>
          <th scope="col">{t("console_patrols.crew")}</th>
          {hasTracks && (
            <>
              <th scope="col">{t("console_patrols.tracks")}</th>
              <th scope="col" class="number">
                {t("console_patrols.way")}
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody onKeyDown={stepRows}>
        {items.map((one) => (
          <tr key={one.id} data-patrol={one.id} onClick={() => go("patrols", one.id)}>
            <td class="when">
              <a href={`#/patrols/${one.id}`} onClick={(event) => event.stopPropagation()}>
                {shortTime(one.start)}
              </a>
              <span class="under">
                <Until of={one} />
              </span>
            </td>
            <td class="list-place">{areaWord(areas, one.area)}</td>
            <td>{modeWords(one.mode)}</td>
            <td>
              {one.redacted ? <Hidden /> : crewWords(one, nameOf)}
              {one.note && <span class="under typed">{one.note}</span>}
            </td>
            {hasTracks && (
              <>
                <td>
                  <TrackTags of={one} />
                </td>
                <td class="number">{wayWords(one)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Until when, and how long that is; or that it goes on, perhaps because nobody ended it. */
function Until({ of: { start, end } }: { of: ListedPatrol }) {
  if (end === null) {
    const isForgotten = Date.now() - Date.parse(start) > LONG_MS;
    return (
      <span class="tag" data-tone={isForgotten ? "wait" : "ok"}>
        {t(isForgotten ? "console_patrols.long_open" : "console_patrols.going")}
      </span>
    );
  }
  return (
    <>
      – {endOf(start, end)} · {spanWords((Date.parse(end) - Date.parse(start)) / 1_000)}
    </>
  );
}

function crewWords({ crew }: ListedPatrol, nameOf: (id: string) => string | null): string {
  const known = crew.flatMap((one) => nameOf(one) ?? []);
  const names = listed(known);
  if (known.length === crew.length) return names || "—";
  return [t("console_patrols.n_people", { n: crew.length }), names].filter(Boolean).join(" · ");
}

function wayWords({ tracks }: ListedPatrol): string {
  return tracks && tracks.length_m > 0 ? `${number(tracks.length_m / 1_000, 1)} km` : "—";
}
