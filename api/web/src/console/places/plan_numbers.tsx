/** A planned area in numbers: how large, how many cells, how often each must be visited. */

import { Fragment } from "preact";
import { sourceWords } from "../../map/boundary_words.ts";
import { Figure } from "../parts/figure.tsx";
import { Part } from "../parts/page.tsx";
import { fullTime, number } from "../times.ts";
import { StatusTag } from "./parts.tsx";
import { intervalWord, kindWord, km2 } from "./said.ts";
import type { NewAreaDetail, PlanFigures } from "./wire.ts";
import { t } from "./words.ts";

export function PlanNumbers({ figures, size_m }: { figures: PlanFigures; size_m: number }) {
  return (
    <Part title={t("console_places.plan_numbers")}>
      <div class="figure-grid places-figures">
        <Figure
          value={t("console_places.km2", { n: km2(figures.area_m2) })}
          label={t("console_places.size")}
          means={t("console_places.size_means")}
        />
        <Figure
          value={number(figures.n_cells)}
          label={t("console_places.cells")}
          means={t("console_places.plan_cells_means", { size: number(size_m) })}
        />
      </div>
      <dl class="fact-list">
        {figures.intervals.map(({ interval_s, n }) => (
          <Fragment key={interval_s}>
            <dt>{intervalWord(interval_s)}</dt>
            <dd>{t("console_places.n_cells", { n: number(n) })}</dd>
          </Fragment>
        ))}
      </dl>
      <p class="small quiet">{t("console_places.codes_provisional")}</p>
    </Part>
  );
}

export function PlanAbout({ one }: { one: NewAreaDetail }) {
  const by = (who: string, at: string) =>
    t("console_places.by_at", { who: who || t("console_places.at_server"), at: fullTime(at) });
  return (
    <dl class="fact-list">
      <dt>{t("console_places.code")}</dt>
      <dd>{one.code}</dd>
      <dt>{t("console_places.kind")}</dt>
      <dd>{kindWord(one.kind)}</dd>
      <dt>{t("console_places.status")}</dt>
      <dd>
        <StatusTag status={one.status} />
      </dd>
      <dt>{t("console_places.source")}</dt>
      <dd>{sourceWords(one.source) || "—"}</dd>
      <dt>{t("console_places.licence")}</dt>
      <dd>{one.licence || "—"}</dd>
      <dt>{t("console_places.file")}</dt>
      <dd>{one.file_name}</dd>
      <dt>{t("console_places.brought_by")}</dt>
      <dd>{by(one.created_by, one.created_at)}</dd>
      {one.decided_at && (
        <>
          <dt>{t("console_places.decided_by")}</dt>
          <dd>{by(one.decided_by, one.decided_at)}</dd>
        </>
      )}
      {one.reason && (
        <>
          <dt>{t("console_places.reason")}</dt>
          <dd>{one.reason}</dd>
        </>
      )}
    </dl>
  );
}
