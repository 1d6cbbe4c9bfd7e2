/** What a file would change of the law in force, before it counts. */
import { useEffect, useState } from "preact/hooks";
import { Loading, reasonOf } from "../../ui/states.tsx";
import { isConflict } from "../asking.ts";
import { Dialog } from "../parts/dialog.tsx";
import { remarkWord } from "../parts/remarks.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { CHANGE, SECTION } from "./law_terms.ts";
import {
  fieldsOf,
  fileOf,
  lookAt,
  NO_FILE_TEXT,
  type OwnFile,
  putInForce,
} from "./office_changes.ts";
import type { Difference, FileVersion, Report } from "./wire.ts";
import { t } from "./words.ts";

/** So many are told whole at once. */
const FEW = 5;

interface OfficeDialogProps {
  file: OwnFile;
  /** The version in force when it was opened. */
  before: FileVersion | null;
  close: () => void;
}

export function OfficeDialog({ file, before, close }: OfficeDialogProps) {
  const [report, setReport] = useState<Report | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  useEffect(() => {
    lookAt(file).then(setReport, setError);
  }, [file]);
  const save = async () => {
    setSaving(true);
    setError(null);
    try {
      const { version } = await putInForce(file, before?.version ?? 0);
      toldWithUndo(t("console_tables.file_saved", { name: file.name }), async () => {
        const was = before ? await fileOf(before.version) : { name: file.name, text: NO_FILE_TEXT };
        await putInForce(was, version ?? 0);
      });
      close();
    } catch (failure) {
      setError(failure);
      setSaving(false);
    }
  };
  const isSound = report !== null && report.bad.length === 0;
  return (
    <Dialog
      title={t(
        file.text === NO_FILE_TEXT ? "console_tables.back_to_program" : "console_tables.look_at",
        { name: file.name },
      )}
      close={close}
      act={{
        label: t("console_tables.put_in_force"),
        run: () => void save(),
        disabled: isSaving || !isSound || report.differences.length === 0,
      }}
    >
      {report === null && error === null && <Loading />}
      {report && report.bad.length > 0 && (
        <div class="note" data-tone="bad" role="alert">
          <strong>{t("console_tables.unsound", { n: report.bad.length })}</strong>
          <ul class="points small">
            {report.bad.map((one) => (
              <li key={`${one.where}${one.key}`}>
                {one.where && t("console_tables.at_line", { line: one.where })}
                {remarkWord(one)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {isSound && <Differences of={report.differences} />}
      {error !== null && (
        <p class="fault" role="alert">
          {isConflict(error) ? t("console_tables.file_changed") : reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}

function Differences({ of }: { of: readonly Difference[] }) {
  if (of.length === 0) return <p class="note">{t("console_tables.no_difference")}</p>;
  return (
    <>
      <p>{t("console_tables.n_differences", { n: of.length })}</p>
      <ul class="tables-differences">
        {of.map((one) => (
          <li key={one.section + one.id + one.since}>
            <span class="tag" data-tone={CHANGE[one.change].tone}>
              {t(CHANGE[one.change].word)}
            </span>{" "}
            <strong>{one.id}</strong>{" "}
            <span class="quiet small">
              {t(SECTION[one.section])}
              {one.since && ` · ${t("console_tables.since", { day: one.since })}`}
            </span>
            <details open={of.length <= FEW}>
              <summary class="small">{t("console_tables.fields")}</summary>
              <dl class="tables-fields">
                {fieldsOf(one).map(({ name, before, after }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>
                      {before && <del>{before}</del>} {after && <ins>{after}</ins>}
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
