/** How often the cameras were right: by camera, kind, hour, month; never of persons. */

import { path, replace } from "../../../base/router.ts";
import { listed } from "../../../base/words.ts";
import { Choice } from "../../../ui/controls.tsx";
import { query, useAsked } from "../../asking.ts";
import { termWord } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Explained, Figure } from "../../parts/figure.tsx";
import { Select } from "../../parts/select.tsx";
import { number, percent, spanWords } from "../../times.ts";
import { t } from "../words.ts";
import { Interval } from "./interval.tsx";
import { ALL, monthOptions, spanOf } from "./months.ts";
import type { CameraFigures, PrecisionRow, Precision as Told } from "./wire.ts";

const BY = ["camera", "kind", "hour", "month"] as const;
type By = (typeof BY)[number];

export function Precision() {
  const [, , asked, month = ALL] = path.value;
  const by = BY.find((one) => one === asked) ?? "camera";
  const found = useAsked<CameraFigures>(
    query("/api/v1/cameras/precision", { by, ...spanOf(month) }),
  );
  const months = useAsked<CameraFigures>("/api/v1/cameras/precision?by=month").body?.rows ?? [];
  return (
    <>
      <div class="filter-row">
        <Choice<By>
          label={t("console_operations.by")}
          look="segments"
          value={by}
          choose={(next) => replace("operations", "precision", next, month)}
          options={[
            { value: "camera", label: t("console_operations.by_camera") },
            { value: "kind", label: t("console_operations.by_kind") },
            { value: "hour", label: t("console_operations.by_hour") },
            { value: "month", label: t("console_operations.by_month") },
          ]}
        />
        <Select
          label={t("console_operations.month")}
          value={month}
          choose={(next) => replace("operations", "precision", by, next)}
          options={monthOptions(
            months.map(({ key }) => key),
            month,
          )}
        />
      </div>
      <Show
        asked={found}
        empty={t("console_operations.no_alerts")}
        isEmpty={({ whole }) => whole.n === 0}
      >
        {({ whole, rows }) => (
          <>
            <div class="figure-grid case-figures">
              <Whole of={whole} />
            </div>
            <div class="card table-frame rest">
              <Rows by={by} rows={rows} />
            </div>
            <p class="quiet small">{t("console_operations.never_of_persons")}</p>
          </>
        )}
      </Show>
    </>
  );
}

function Whole({ of }: { of: Told }) {
  const share = of.share === null ? "—" : percent(of.share);
  const fill = { low: percent(of.low ?? 0), high: percent(of.high ?? 0) };
  return (
    <>
      <Figure
        value={number(of.n)}
        label={t("console_operations.n_alerts")}
        means={t("console_operations.n_alerts_means")}
      />
      <Figure
        value={share}
        label={t("console_operations.precision")}
        means={
          of.share === null
            ? t("console_operations.precision_means")
            : t("console_operations.precision_between", fill)
        }
      />
      <Figure
        value={number(of.n_judged)}
        label={t("console_operations.n_judged")}
        means={t("console_operations.n_judged_means")}
      />
      <Figure
        value={number(of.n_open)}
        label={t("console_operations.n_open")}
        means={t("console_operations.n_open_means")}
        {...(of.n_open > 0 ? { tone: "wait" as const } : {})}
      />
      <Figure
        value={of.median_answer_s === null ? "—" : spanWords(of.median_answer_s)}
        label={t("console_operations.median_answer")}
        means={t("console_operations.median_answer_means")}
      />
    </>
  );
}

function Rows({ by, rows }: { by: By; rows: readonly PrecisionRow[] }) {
  return (
    <table class="table precision">
      <thead>
        <tr>
          <th>{t("console_operations.group")}</th>
          <th class="number">{t("console_operations.n_alerts")}</th>
          <th>
            <Explained means={t("console_operations.precision_means")}>
              {t("console_operations.precision")}
            </Explained>
          </th>
          <th class="number">{t("console_operations.n_false")}</th>
          <th class="number">{t("console_operations.n_duplicate")}</th>
          <th class="number">{t("console_operations.n_open")}</th>
          <th class="number">{t("console_operations.median_answer")}</th>
          <th>{t("console_operations.led_to")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.squad}/${row.key}`}>
            <th scope="row">
              {by === "hour" ? t("console_operations.hour", { hour: row.key }) : row.key}
              <span class="quiet small">
                {" "}
                {row.known === false ? t("console_operations.not_listed") : row.name}
              </span>
            </th>
            <td class="number">{number(row.n)}</td>
            <td>
              <Interval of={row} />
            </td>
            <td class="number">{number(row.n_false)}</td>
            <td class="number">{number(row.n_duplicate)}</td>
            <td class="number">{number(row.n_open)}</td>
            <td class="number">
              {row.median_answer_s === null ? "—" : spanWords(row.median_answer_s)}
            </td>
            <td class="small">
              {listed(
                row.categories
                  .slice(0, 3)
                  .map(({ category, n }) => `${termWord("categories", category)} ${n}`),
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
