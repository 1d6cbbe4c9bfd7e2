/** Incidents as rows; arrow keys go from row to row, Enter opens one. */
import { listed } from "../../base/words.ts";
import { Hidden } from "../records/hidden.tsx";
import { type Area, areaWord, type Catalogue, groupWord, termWord } from "../records/names.ts";
import { stepRows } from "../records/rows.ts";
import { shortTime } from "../times.ts";
import { outcomeWord, sourceWord } from "./terms.ts";
import type { Incident } from "./wire.ts";
import { t } from "./words.ts";

interface TableProps {
  items: readonly Incident[];
  areas: readonly Area[];
  catalogue: Catalogue;
  marked: string | null;
  mark: (id: string | null) => void;
  open: (id: string) => void;
}

export function Table({ items, areas, catalogue, marked, mark, open }: TableProps) {
  const hasPersons = items.some(tellsOfPersons);
  const hasStatus = items.some((one) => one.void || one.flags.length > 0);
  return (
    <table class="table list-table">
      <caption class="sr">{t("console_incidents.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("console_incidents.time")}</th>
          <th scope="col">{t("console_incidents.area")}</th>
          <th scope="col">{t("console_incidents.kind")}</th>
          <th scope="col">{t("console_incidents.act")}</th>
          {hasPersons && (
            <th scope="col" class="number">
              {t("console_incidents.persons")}
            </th>
          )}
          <th scope="col">{t("console_incidents.outcome")}</th>
          {hasStatus && <th scope="col">{t("console_incidents.status")}</th>}
        </tr>
      </thead>
      <tbody onKeyDown={stepRows}>
        {items.map((one) => (
          <tr
            key={one.id}
            aria-selected={one.id === marked}
            data-void={one.void}
            onMouseEnter={() => mark(one.id)}
            onClick={() => open(one.id)}
          >
            <td class="when">
              <a
                href={`#/incidents/${one.id}`}
                onFocus={() => mark(one.id)}
                onClick={(event) => event.stopPropagation()}
              >
                {shortTime(one.occurred_at)}
              </a>
            </td>
            <td class="list-place">
              {one.area ? areaWord(areas, one.area) : t("console_incidents.no_area")}
              {one.cell && <span class="quiet small"> …{one.cell.slice(-6)}</span>}
            </td>
            <td>{groupWord(catalogue, one.category) || "—"}</td>
            <td>
              {termWord(catalogue.categories, one.category)}
              <span class="under">{sourceWord(one.source)}</span>
            </td>
            {hasPersons && (
              <td class="number">
                <Persons of={one} />
              </td>
            )}
            <td>{listed(one.outcomes.map((each) => outcomeWord(catalogue, each))) || "—"}</td>
            {hasStatus && (
              <td>
                <Status of={one} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A column that says the same of every row only takes room. */
function tellsOfPersons({ persons_shown, persons }: Incident): boolean {
  return persons_shown === "redacted" || persons_shown === "expired" || persons.length > 0;
}

function Persons({ of }: { of: Incident }) {
  if (of.persons_shown === "redacted") return <Hidden />;
  if (of.persons_shown === "expired") return <>{t("console_incidents.persons_expired_short")}</>;
  return <>{of.persons.length || "—"}</>;
}

export function Status({ of }: { of: Incident }) {
  return (
    <span class="tags">
      {of.void && (
        <span class="tag" data-tone="bad">
          {t("console_incidents.voided")}
        </span>
      )}
      {of.flags.length > 0 && (
        <span class="tag" data-tone="wait">
          {t("console_incidents.to_check")}
        </span>
      )}
      {!of.void && of.flags.length === 0 && (
        <span class="quiet">{t("console_incidents.counts")}</span>
      )}
    </span>
  );
}
