/** What has come of a patrol, in a word or two. */
import type { ListedPatrol } from "./wire.ts";
import { t } from "./words.ts";

/** Whether it is over and gaps miss its track. */
export function isUntracked({ end, tracks }: ListedPatrol): boolean {
  return end !== null && tracks !== null && tracks.usable === false;
}

export function TrackTags({ of }: { of: ListedPatrol }) {
  const { end, tracks } = of;
  if (tracks === null) return null;
  const { n_counting, n_aside, n_declared } = tracks;
  const isMissed = end !== null && tracks.usable === false;
  return (
    <span class="tags">
      {n_counting > 0 && tracks.usable !== false && (
        <span>{t("console_patrols.tag_ok", { n: n_counting })}</span>
      )}
      {n_counting > 0 && tracks.usable === false && (
        <span class={isMissed ? "tag" : "quiet small"} data-tone="wait">
          {t("console_patrols.tag_short")}
        </span>
      )}
      {n_counting === 0 && end !== null && (
        <span class={isMissed ? "tag" : "quiet"} data-tone="wait">
          {t(n_aside > 0 ? "console_patrols.tag_none_counts" : "console_patrols.tag_none")}
        </span>
      )}
      {n_aside > 0 && (
        <span class="quiet small">{t("console_patrols.tag_aside", { n: n_aside })}</span>
      )}
      {n_declared > 0 && <span class="quiet small">{t("console_patrols.tag_declared")}</span>}
    </span>
  );
}
