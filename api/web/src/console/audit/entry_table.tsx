/** Entries as a table; one of them can be looked at. */
import { actionWord, actorWords, exactTime, thingWords } from "./said.ts";
import type { Actor, Entry } from "./wire.ts";
import { t } from "./words.ts";

interface TableProps {
  entries: readonly Entry[];
  actors: readonly Actor[];
  chosen: Entry | null;
  choose: (entry: Entry) => void;
}

export function EntryTable({ entries, actors, chosen, choose }: TableProps) {
  const isChosen = ({ chain, seq }: Entry) => chosen?.chain === chain && chosen.seq === seq;
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th scope="col" class="number">
              {t("console_audit.seq")}
            </th>
            <th scope="col">{t("console_audit.at")}</th>
            <th scope="col">{t("console_audit.who")}</th>
            <th scope="col">{t("console_audit.action")}</th>
            <th scope="col">{t("console_audit.object")}</th>
            <th scope="col">{t("console_audit.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((one) => (
            <tr key={`${one.chain} ${one.seq}`} aria-selected={isChosen(one)}>
              <td class="number">
                <button
                  type="button"
                  class="cell-link"
                  aria-pressed={isChosen(one)}
                  onClick={() => choose(one)}
                >
                  {one.seq}
                </button>
              </td>
              <td class="audit-when">{exactTime(one.at)}</td>
              <td>{actorWords(one.actor, actors)}</td>
              <td>{actionWord(one.action)}</td>
              <td class="audit-thing">{thingWords(one.object)}</td>
              <td>
                <Outcome of={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Outcome({ of }: { of: Entry }) {
  return of.outcome === "done" ? (
    <span class="quiet">{t("console_audit.done")}</span>
  ) : (
    <span class="tag" data-tone="bad">
      {t("console_audit.refused")}
    </span>
  );
}
