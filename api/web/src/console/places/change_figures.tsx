/** What a boundary changes, in numbers. */
import { Figure } from "../parts/figure.tsx";
import { Part } from "../parts/page.tsx";
import { number } from "../times.ts";
import { km2, shareOf, signedM2 } from "./said.ts";
import type { Figures } from "./wire.ts";
import { t } from "./words.ts";

export function ChangeFigures({ figures, isDraft }: { figures: Figures; isDraft: boolean }) {
  const share = shareOf(figures);
  const { cells } = figures;
  return (
    <>
      <Part
        title={t("console_places.area_change")}
        aside={
          <span class="small quiet places-nowrap">
            {figures.before_m2 > 0 ? `${km2(figures.before_m2)} → ` : ""}
            {t("console_places.km2", { n: km2(figures.after_m2) })}
          </span>
        }
      >
        <div class="figure-grid places-figures">
          <div class="places-whole">
            <Figure
              value={signedM2(figures.after_m2 - figures.before_m2)}
              label={
                share === null
                  ? t("console_places.nothing_before")
                  : `${t("console_places.difference")} ${share}`
              }
              means={t("console_places.difference_means")}
            />
          </div>
          <Figure
            value={signedM2(figures.gained_m2)}
            label={t("console_places.gained")}
            means={t("console_places.gained_means")}
          />
          <Figure
            value={signedM2(-figures.lost_m2)}
            label={t("console_places.lost")}
            means={t("console_places.lost_means")}
          />
        </div>
      </Part>
      {cells && (
        <Part
          title={t("console_places.cells_change")}
          aside={
            <span class="small quiet places-nowrap">
              {t("console_places.cells_from_to", {
                before: number(cells.before),
                after: number(cells.after),
              })}
            </span>
          }
        >
          {cells.gained + cells.lost + cells.changed === 0 ? (
            <p class="quiet">{t("console_places.no_cell_changes")}</p>
          ) : (
            <div class="figure-grid places-three">
              <Figure
                value={number(cells.gained)}
                label={t("console_places.n_gained")}
                means={t("console_places.n_gained_means")}
              />
              <Figure
                value={number(cells.lost)}
                label={t("console_places.n_lost")}
                means={t("console_places.n_lost_means")}
              />
              <Figure
                value={number(cells.changed)}
                label={t("console_places.n_changed")}
                means={t("console_places.n_changed_means")}
              />
            </div>
          )}
        </Part>
      )}
      {isDraft && (
        <Part title={t("console_places.recompute")}>
          <p>
            {figures.n_tracks > 0
              ? t("console_places.recompute_tracks", { n: number(figures.n_tracks) })
              : t("console_places.recompute_none")}
          </p>
        </Part>
      )}
    </>
  );
}
