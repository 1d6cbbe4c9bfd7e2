/** What an operation came to: each figure is counted from records, and says how. */
import { termWord } from "../office.ts";
import { Figure } from "../parts/figure.tsx";
import { Part } from "../parts/page.tsx";
import { fullTime, number } from "../times.ts";
import type { Totals } from "./wire.ts";
import { type Key, t } from "./words.ts";

const UNIT: Readonly<Record<string, Key>> = {
  set: "console_operations.unit_set",
  m: "console_operations.unit_m",
  kg: "console_operations.unit_kg",
};

export function TotalsPart({ of, at }: { of: Totals; at: string }) {
  const { patrols, forces, cases } = of;
  const fines =
    cases.fines_untold > 0
      ? t("console_operations.fines_untold", { n: cases.fines_untold })
      : t("console_operations.fines_means");
  return (
    <Part
      title={t("console_operations.totals")}
      aside={
        <span class="quiet small">{t("console_operations.counted_at", { at: fullTime(at) })}</span>
      }
    >
      <div class="figure-grid">
        <Figure
          value={number(of.incidents)}
          label={t("console_operations.n_incidents")}
          means={t("console_operations.n_incidents_means")}
        />
        <Figure
          value={number(of.persuaded)}
          label={t("console_operations.persuaded")}
          means={t("console_operations.persuaded_means")}
        />
        <Figure
          value={number(patrols.hours, 1)}
          label={t("console_operations.hours")}
          means={t("console_operations.hours_means", { n: patrols.patrols })}
        />
        <Figure
          value={number(patrols.km, 1)}
          label={t("console_operations.km")}
          means={t("console_operations.km_means", { n: patrols.untracked })}
        />
        <Figure
          value={number(of.nets)}
          label={t("console_operations.nets")}
          means={t("console_operations.nets_means")}
        />
        <Figure
          value={number(cases.simple + cases.ordinary)}
          label={t("console_operations.filed")}
          means={t("console_operations.filed_means", {
            simple: cases.simple,
            ordinary: cases.ordinary,
          })}
        />
        <Figure
          value={number(cases.transferred)}
          label={t("console_operations.transferred")}
          means={t("console_operations.transferred_means")}
        />
        <Figure
          value={number(cases.fines_yuan)}
          label={t("console_operations.fines")}
          means={fines}
        />
        <Figure
          value={number(patrols.crew)}
          label={t("console_operations.own_people")}
          means={t("console_operations.own_people_means", {
            n: patrols.shifts,
            boats: patrols.boats,
            cars: patrols.cars,
          })}
        />
        <Figure
          value={number(forces.people)}
          label={t("console_operations.joined")}
          means={t("console_operations.joined_means", { n: forces.agencies })}
        />
        <Figure
          value={`${number(of.tasks - of.tasks_open)}/${number(of.tasks)}`}
          label={t("console_operations.tasks")}
          means={t("console_operations.tasks_means")}
        />
        {of.catch_kg > 0 && (
          <Figure
            value={number(of.catch_kg, 1)}
            label={t("console_operations.catch_kg")}
            means={t("console_operations.catch_means")}
          />
        )}
      </div>
      <div class="totals-lists">
        <Counted
          title={t("console_operations.by_category")}
          rows={of.by_category.map(({ code, n }) => [termWord("categories", code), number(n)])}
        />
        <Counted
          title={t("console_operations.by_outcome")}
          rows={of.outcomes.map(({ code, n, people }) => [
            termWord("outcomes", code),
            people > 0 ? t("console_operations.n_people", { n, people }) : number(n),
          ])}
        />
        <Counted
          title={t("console_operations.gear")}
          rows={of.gear.map(({ kind, unit, quantity }) => [
            termWord("gear", kind),
            `${number(quantity)} ${UNIT[unit] ? t(UNIT[unit]) : unit}`,
          ])}
        />
      </div>
    </Part>
  );
}

function Counted({ title, rows }: { title: string; rows: readonly (readonly [string, string])[] }) {
  if (rows.length === 0) return null;
  return (
    <table class="table small">
      <thead>
        <tr>
          <th colSpan={2}>{title}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, n]) => (
          <tr key={name}>
            <td>{name}</td>
            <td class="number">{n}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
