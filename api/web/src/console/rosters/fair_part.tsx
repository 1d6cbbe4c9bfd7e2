/** Who does most and least, against the fair share. */
import { Explained } from "../parts/figure.tsx";
import { Part } from "../parts/page.tsx";
import { number } from "../times.ts";
import { type Tally, talliesOf, tallyOf } from "./cover.ts";
import type { Sheet } from "./sheet.ts";
import type { Fairness } from "./wire.ts";
import { t } from "./words.ts";

type Measure = "nights" | "weekends" | "holidays" | "hours";

interface Column {
  measure: Measure;
  name: string;
  most: number;
  share: number;
  least: number;
}

export function FairPart({ sheet, fairness }: { sheet: Sheet; fairness: Fairness | null }) {
  const { plan, roster, frame } = sheet;
  const tallies = talliesOf(plan, roster.shifts, frame.days);
  const own = frame.people.filter((one) => one.lent_from === null);
  const had = own.map((one) => tallyOf(tallies, one.officer_id));
  if (had.length === 0) return null;
  const names: [Measure, string][] = [
    ["nights", t("console_rosters.nights_short")],
    ["weekends", t("console_rosters.weekends")],
    ["holidays", t("console_rosters.holidays")],
    ["hours", t("console_rosters.hours")],
  ];
  const columns = names
    .filter(
      ([measure]) => measure !== "holidays" || frame.days.some((one) => one.kind === "holiday"),
    )
    .map(([measure, name]) => column(measure, name, had, fairness));
  const rows: [string, keyof Pick<Column, "most" | "share" | "least">][] = [
    [t("console_rosters.most"), "most"],
    [t("console_rosters.share"), "share"],
    [t("console_rosters.least"), "least"],
  ];
  return (
    <Part title={t("console_rosters.fair")}>
      <table class="table fair">
        <thead>
          <tr>
            <td />
            {columns.map((one) => (
              <th key={one.measure} class="number" scope="col">
                {one.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, of]) => (
            <tr key={of}>
              <th scope="row">
                {of === "share" ? (
                  <Explained means={t("console_rosters.share_means")}>{label}</Explained>
                ) : (
                  label
                )}
              </th>
              {columns.map((one) => (
                <td key={one.measure} class="number">
                  {of === "share" && fairness === null ? "—" : figure(one[of], of, one.measure)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function column(
  measure: Measure,
  name: string,
  had: readonly Tally[],
  fairness: Fairness | null,
): Column {
  const values = had.map((one) => one[measure]);
  const shares = fairness?.items.map((one) => one[measure].share) ?? [];
  const share = shares.reduce((sum, one) => sum + one, 0) / Math.max(1, shares.length);
  return { measure, name, most: Math.max(...values), share, least: Math.min(...values) };
}

function figure(value: number, of: string, measure: Measure): string {
  return number(value, of === "share" && measure !== "hours" ? 1 : 0);
}
