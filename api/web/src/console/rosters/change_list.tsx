/** What becomes otherwise, person by person and day by day: before → after. */
import { type Change, type Place, partsOf } from "./plan.ts";
import { cellWords, dayWords, nameIn } from "./saying.ts";
import type { Frame, Roster } from "./wire.ts";
import { t } from "./words.ts";

interface ChangeListProps {
  changes: readonly Change[];
  roster: Roster;
  frame: Frame;
  /** Days that somebody else changed, too. */
  both?: readonly Place[];
  choose?: (place: Place) => void;
}

export function ChangeList({ changes, roster, frame, both = [], choose }: ChangeListProps) {
  if (changes.length === 0) return <p class="quiet">{t("console_rosters.no_changes")}</p>;
  return (
    <ul class="change-list">
      {changes.map(({ place, before, after }) => {
        const { officer, day } = partsOf(place);
        const who = `${dayWords(day)} ${nameIn(frame, officer)}`;
        return (
          <li key={place} data-both={both.includes(place) || undefined}>
            {choose ? (
              <button type="button" class="link" onClick={() => choose(place)}>
                {who}
              </button>
            ) : (
              <span>{who}</span>
            )}
            <span class="change-what">
              <s>{cellWords(roster, frame, before)}</s>
              <span aria-hidden="true">→</span>
              <span class="sr">{t("console_rosters.becomes")}</span>
              <b>{cellWords(roster, frame, after)}</b>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
