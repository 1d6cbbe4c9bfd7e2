/** Parts of the forms that bring a file in: choosing it, its datum, why it cannot be taken. */
import { useId } from "preact/hooks";
import { Refused } from "../../base/api.ts";
import { reasonOf } from "../../ui/states.tsx";
import { number } from "../times.ts";
import { language } from "../words.ts";
import { type Datum, MOST_BYTES } from "./sending.ts";
import type { Status } from "./wire.ts";
import { t } from "./words.ts";

export const STATUSES: readonly Status[] = ["approved", "illustrative", "placeholder"];
const ENDINGS = ".geojson,.json,.zip,.gpkg,.kml,.kmz";
const MOST_TOLD = 8;

export function isTooLarge(file: File | null): boolean {
  return file !== null && file.size > MOST_BYTES;
}

export function FileField({
  file,
  choose,
}: {
  file: File | null;
  choose: (file: File | null) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t("console_places.file")}</label>
      <div class="places-file">
        <input
          id={id}
          class="sr"
          type="file"
          accept={ENDINGS}
          aria-describedby={`${id}-name`}
          onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
        />
        <label class="button" for={id} aria-hidden="true">
          {t("console_places.choose_file")}
        </label>
        <span id={`${id}-name`} class={file ? "" : "quiet"}>
          {file ? file.name : t("console_places.no_file")}
        </span>
      </div>
      {isTooLarge(file) && (
        <p class="fault" role="alert">
          {t("console_places.too_large")}
        </p>
      )}
    </div>
  );
}

export function datums(): { value: Datum; label: string }[] {
  return [
    { value: "", label: t("console_places.datum_file") },
    { value: "cgcs2000", label: t("console_places.datum_cgcs2000") },
    { value: "wgs84", label: t("console_places.datum_wgs84") },
    { value: "gcj02", label: t("console_places.datum_gcj02") },
    { value: "bd09", label: t("console_places.datum_bd09") },
  ];
}

/** Why a file cannot be taken: the whole reason, and each shape with its own. */
export function Refusal({ error }: { error: unknown }) {
  const findings = error instanceof Refused ? (error.problem.findings ?? []) : [];
  const isZh = language.value === "zh";
  const whole =
    error instanceof Refused ? (isZh ? error.problem.detail_zh : error.problem.detail_en) : null;
  return (
    <div class="note" data-tone="bad" role="alert">
      <strong>{t("console_places.refused")}</strong>
      <p>{whole ?? reasonOf(error)}</p>
      {findings.length > 0 && (
        <ul>
          {findings.slice(0, MOST_TOLD).map((one) => {
            const why = isZh ? one.reason_zh : one.reason_en;
            return (
              <li key={`${one.where}${why}`}>
                {/^\d+$/.test(one.where)
                  ? t("console_places.refused_feature", { where: one.where, why })
                  : why}
              </li>
            );
          })}
          {findings.length > MOST_TOLD && (
            <li>{t("console_places.refused_more", { n: number(findings.length - MOST_TOLD) })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
