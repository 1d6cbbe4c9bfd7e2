/** The table of the cells that nobody came to for longest. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { number, spanWords } from "../times.ts";
import type { Row } from "./standing.ts";
import type { Standing } from "./use_gaps.ts";
import { placeWords, shortCode, t } from "./words.ts";

const FIRST = 40;
const MORE = 200;

interface LongestProps {
  standing: Standing;
  rows: readonly Row[];
  chosen: ReadonlySet<number>;
  toggle: (place: number) => void;
  point: (place: number) => void;
  empty: string;
}

export function Longest({ standing, rows, chosen, toggle, point, empty }: LongestProps) {
  const [n, setN] = useState(FIRST);
  const body = useRef<HTMLTableSectionElement>(null);
  const newest = [...chosen].pop();
  useEffect(() => {
    if (newest === undefined) return;
    const row = body.current?.querySelector(`tr[data-place="${newest}"]`);
    row?.scrollIntoView({ block: "nearest" });
  }, [newest]);
  if (rows.length === 0) return <p class="quiet">{empty}</p>;
  return (
    <>
      <table class="table gap-table">
        <thead>
          <tr>
            <th scope="col">{t("console_gaps.col_code")}</th>
            <th scope="col">{t("console_gaps.col_place")}</th>
            <th scope="col" class="number">
              {t("console_gaps.col_age")}
            </th>
          </tr>
        </thead>
        <tbody ref={body} onMouseLeave={() => point(-1)}>
          {rows.slice(0, n).map((row) => (
            <tr
              key={row.code}
              data-place={row.place}
              data-chosen={chosen.has(row.place)}
              onClick={() => toggle(row.place)}
              onMouseEnter={() => point(row.place)}
            >
              <td>
                <button
                  type="button"
                  class="gap-code"
                  title={row.code}
                  aria-pressed={chosen.has(row.place)}
                  onFocus={() => point(row.place)}
                  onBlur={() => point(-1)}
                  onClick={(event) => {
                    event.stopPropagation();
                    toggle(row.place);
                  }}
                >
                  {shortCode(row.code)}
                </button>
              </td>
              <td>{placeOf(standing, row.place)}</td>
              <td class="number strong">{ageWords(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > n && (
        <Button look="plain" onPress={() => setN(n + MORE)}>
          {t("console_gaps.more_rows", { n: number(Math.min(MORE, rows.length - n)) })}
        </Button>
      )}
    </>
  );
}

export function placeOf({ map, view }: Standing, place: number): string {
  return placeWords(map.cells[place]?.kind ?? "", view.levels[place] ?? "");
}

export function ageWords({ ageS }: Pick<Row, "ageS">): string {
  return ageS === null ? t("console_gaps.age_never") : spanWords(ageS);
}
