/** Bringing a boundary in: which one, the file, and what is known of it. */
import { useId, useState } from "preact/hooks";
import { Refused } from "../../base/api.ts";
import { uuid7 } from "../../base/ids.ts";
import { go } from "../../base/router.ts";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Select } from "../parts/select.tsx";
import { number } from "../times.ts";
import { language, nameOf } from "../words.ts";
import { PARTS, partWord, statusWord } from "./said.ts";
import { type Datum, MOST_BYTES, sendBoundary, type Told } from "./sending.ts";
import type { AreaDetail, Status } from "./wire.ts";
import { t } from "./words.ts";

const STATUSES: readonly Status[] = ["approved", "illustrative", "placeholder"];
const ENDINGS = ".geojson,.json,.zip,.gpkg,.kml,.kmz";
const MOST_TOLD = 8;

export function UploadForm({ area, close }: { area: AreaDetail; close: () => void }) {
  const [told, setTold] = useState<Told>({
    area: area.code,
    part: "outline",
    datum: "",
    status: "approved",
    source: "",
    licence: "",
  });
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const change = (part: Partial<Told>) => setTold({ ...told, ...part });
  const isTooLarge = file !== null && file.size > MOST_BYTES;
  const send = () => {
    if (file === null) return;
    setSending(true);
    setError(null);
    // Another id each time: what was refused was never kept, and the file may be another one.
    sendBoundary(uuid7(), file, told).then(
      ({ id }) => go("places", area.code, id),
      (failure: unknown) => {
        setError(failure);
        setSending(false);
      },
    );
  };
  return (
    <Dialog
      title={t("console_places.upload_title", { area: nameOf(area) })}
      close={close}
      act={{
        label: t(isSending ? "console_places.uploading" : "console_places.upload"),
        run: send,
        disabled: file === null || isTooLarge || isSending,
      }}
    >
      <p class="quiet">{t("console_places.upload_hint")}</p>
      <FileField file={file} choose={setFile} />
      {isTooLarge && (
        <p class="fault" role="alert">
          {t("console_places.too_large")}
        </p>
      )}
      <div class="field-pair">
        <Select
          label={t("console_places.part")}
          options={PARTS.map((value) => ({ value, label: partWord(value) }))}
          value={told.part}
          choose={(part) => change({ part })}
        />
        <Select
          label={t("console_places.datum")}
          options={datums()}
          value={told.datum}
          choose={(datum) => change({ datum })}
        />
        <Select
          label={t("console_places.status")}
          options={STATUSES.map((value) => ({ value, label: statusWord(value) }))}
          value={told.status}
          choose={(status) => change({ status })}
        />
        <Field
          label={t("console_places.licence")}
          value={told.licence}
          max={300}
          change={(licence) => change({ licence })}
        />
      </div>
      <Field
        label={t("console_places.source")}
        value={told.source}
        max={300}
        hint={t("console_places.source_hint")}
        change={(source) => change({ source })}
      />
      {error !== null && <Refusal error={error} />}
    </Dialog>
  );
}

function FileField({ file, choose }: { file: File | null; choose: (file: File | null) => void }) {
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
    </div>
  );
}

function datums(): { value: Datum; label: string }[] {
  return [
    { value: "", label: t("console_places.datum_file") },
    { value: "cgcs2000", label: t("console_places.datum_cgcs2000") },
    { value: "wgs84", label: t("console_places.datum_wgs84") },
    { value: "gcj02", label: t("console_places.datum_gcj02") },
    { value: "bd09", label: t("console_places.datum_bd09") },
  ];
}

/** Why a file cannot be taken: the whole reason, and each shape with its own. */
function Refusal({ error }: { error: unknown }) {
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
