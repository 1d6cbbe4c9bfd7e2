/** Figures of the closed loop: how timely cases were, by what, where and when; never of persons. */
import { path, replace } from "../../../base/router.ts";
import { Choice } from "../../../ui/controls.tsx";
import { query, useAsked } from "../../asking.ts";
import { areaWord, termWord } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Explained, Figure } from "../../parts/figure.tsx";
import { Select } from "../../parts/select.tsx";
import { ShareBar } from "../../parts/share_bar.tsx";
import { number, spanWords } from "../../times.ts";
import { ALL, monthOptions, spanOfMonth } from "../months.ts";
import { t } from "../words.ts";
import { sourceWord, workedWords } from "./names.ts";
import type { CaseFigures, Timeliness } from "./wire.ts";

const BY = ["category", "area", "cell", "month", "source"] as const;
type By = (typeof BY)[number];

export function Figures() {
  const [, , asked = "category", month = ALL] = path.value;
  const by = BY.find((one) => one === asked) ?? "category";
  const byMonth = useAsked<CaseFigures>(query("/api/v1/cases/figures", { by: "month" }));
  const months = (byMonth.body?.rows ?? []).flatMap(({ key }) => (key ? [key] : []));
  const found = useAsked<CaseFigures>(
    query("/api/v1/cases/figures", { by, ...spanOfMonth(month) }),
  );
  return (
    <>
      <div class="filter-row">
        <Choice<By>
          label={t("console_park.by")}
          look="segments"
          value={by}
          choose={(next) => replace("park", "figures", next, month)}
          options={[
            { value: "category", label: t("console_park.category") },
            { value: "area", label: t("console_park.area") },
            { value: "cell", label: t("console_park.cell") },
            { value: "month", label: t("console_park.month") },
            { value: "source", label: t("console_park.source") },
          ]}
        />
        <Select
          label={t("console_park.reported_in")}
          value={month}
          choose={(next) => replace("park", "figures", by, next)}
          options={monthOptions(months, month)}
        />
      </div>
      <Show
        asked={found}
        empty={t("console_park.no_cases_then")}
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
            <p class="quiet small">{t("console_park.never_of_persons")}</p>
          </>
        )}
      </Show>
    </>
  );
}

function Whole({ of }: { of: Timeliness }) {
  const share = of.share_in_time;
  return (
    <>
      <Figure
        value={number(of.n)}
        label={t("console_park.n_reported")}
        means={t("console_park.n_reported_means")}
      />
      <Figure
        value={number(of.n_closed)}
        label={t("console_park.n_closed")}
        means={t("console_park.n_closed_means")}
      />
      <Figure
        value={share === null ? "—" : `${number(share * 100, 1)}%`}
        label={t("console_park.share_in_time")}
        means={t("console_park.share_in_time_means")}
      />
      <Figure
        value={number(of.n_overdue)}
        label={t("console_park.n_overdue_open")}
        means={t("console_park.n_overdue_open_means")}
        {...(of.n_overdue > 0 ? { tone: "bad" as const } : {})}
      />
      <Figure
        value={of.median_working_s === null ? "—" : workedWords(of.median_working_s)}
        label={t("console_park.median")}
        means={
          of.median_s === null
            ? t("console_park.median_means")
            : t("console_park.median_means_clock", { span: spanWords(of.median_s) })
        }
      />
      <Figure
        value={of.score_mean === null ? "—" : number(of.score_mean, 2)}
        label={t("console_park.score_mean")}
        means={t("console_park.score_mean_means", { n: of.n_rated })}
      />
    </>
  );
}

function Rows({ by, rows }: { by: By; rows: CaseFigures["rows"] }) {
  return (
    <table class="table case-rows">
      <thead>
        <tr>
          <th>{t("console_park.group")}</th>
          <th class="number">{t("console_park.n_reported")}</th>
          <th>
            <Explained means={t("console_park.share_in_time_means")}>
              {t("console_park.share_in_time")}
            </Explained>
          </th>
          <th class="number">{t("console_park.late")}</th>
          <th class="number">{t("console_park.n_overdue_open")}</th>
          <th class="number">{t("console_park.n_open_in_time")}</th>
          <th class="number rare">{t("console_park.step_returned")}</th>
          <th class="number rare">{t("console_park.step_reopened")}</th>
          <th class="number rare">{t("console_park.step_supervised")}</th>
          <th class="number">{t("console_park.median")}</th>
          <th class="number">{t("console_park.score_mean")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key ?? ""}>
            <th scope="row">{groupWord(by, row.key)}</th>
            <td class="number">{number(row.n)}</td>
            <td>
              <ShareBar share={row.share_in_time} good={row.n_in_time} n={row.n_judged} />
            </td>
            <td class="number">{number(row.n_late)}</td>
            <td class="number" data-late={row.n_overdue > 0 || undefined}>
              {number(row.n_overdue)}
            </td>
            <td class="number">{number(row.n_open)}</td>
            <td class="number rare">{number(row.n_returned)}</td>
            <td class="number rare">{number(row.n_reopened)}</td>
            <td class="number rare">{number(row.n_supervised)}</td>
            <td class="number">
              {row.median_working_s === null ? "—" : workedWords(row.median_working_s)}
            </td>
            <td class="number">{row.score_mean === null ? "—" : number(row.score_mean, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function groupWord(by: By, key: string | null): string {
  if (key === null) return t("console_park.in_no_place");
  if (by === "category") return termWord("categories", key);
  if (by === "area") return areaWord(key);
  return by === "source" ? sourceWord(key) : key;
}
