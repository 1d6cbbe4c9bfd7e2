/** What changed since I last looked, until I say that I know. */
import { Button } from "../../ui/controls.tsx";
import { t } from "../words.ts";
import type { Change, News } from "./changes.ts";
import type { RosterTold } from "./wire.ts";
import { day, spanWords } from "./words.ts";

const MOST = 6;

interface NoteProps {
  news: News;
  told: RosterTold;
  dismiss: () => void;
}

export function ChangesNote({ news: { changes, fresh }, told, dismiss }: NoteProps) {
  if (changes.length === 0 && fresh === null) return null;
  const why = reasonIn(changes, told);
  return (
    <section class="note stack" aria-label={t("officer.roster.changes")}>
      {changes.length > 0 && (
        <>
          <h2 class="strong">{t("officer.roster.changes_n", { n: changes.length })}</h2>
          <ul>
            {changes.slice(0, MOST).map((one) => (
              <li key={one.day}>
                <span class="strong">{day(one.day)}</span> {changeWords(one)}
              </li>
            ))}
            {changes.length > MOST && (
              <li>{t("officer.roster.changes_more", { n: changes.length - MOST })}</li>
            )}
          </ul>
          {why && <p class="typed">{t("officer.roster.why", { why })}</p>}
        </>
      )}
      {fresh && <p>{t("officer.roster.fresh", { span: spanWords(...fresh) })}</p>}
      <Button onPress={dismiss}>{t("officer.roster.seen")}</Button>
    </section>
  );
}

/** Return `早 昌兆船 → 休息`. */
export function changeWords({ was, is }: Change): string {
  const now =
    is === null ? t("officer.roster.taken_back") : is === "" ? t("officer.roster.day_off") : is;
  return `${was === "" ? t("officer.roster.day_off") : was} → ${now}`;
}

/** Return why the roster of a changed day was changed last. */
function reasonIn(changes: readonly Change[], told: RosterTold): string {
  const found = told.rosters.filter((one) =>
    changes.some((change) => one.first_day <= change.day && change.day <= one.last_day),
  );
  return found.length === 1 ? (found[0]?.reason ?? "") : "";
}
