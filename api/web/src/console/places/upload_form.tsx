/** Bringing a boundary in: which one, the file, and what is known of it. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { go } from "../../base/router.ts";
import { Field } from "../../ui/controls.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Select } from "../parts/select.tsx";
import { nameOf } from "../words.ts";
import { datums, FileField, isTooLarge, Refusal, STATUSES } from "./file_parts.tsx";
import { PARTS, partWord, statusWord } from "./said.ts";
import { sendBoundary, type Told } from "./sending.ts";
import type { AreaDetail } from "./wire.ts";
import { t } from "./words.ts";

export function UploadForm({ area, close }: { area: AreaDetail; close: () => void }) {
  const [told, setTold] = useState<Told>({
    area: area.code,
    part: "outline",
    datum: "",
    // Whoever has an approved outline says so, here as of a new area.
    status: "illustrative",
    source: "",
    licence: "",
  });
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const change = (part: Partial<Told>) => setTold({ ...told, ...part });
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
        disabled: file === null || isTooLarge(file) || isSending,
      }}
    >
      <p class="quiet">{t("console_places.upload_hint")}</p>
      <FileField file={file} choose={setFile} />
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
