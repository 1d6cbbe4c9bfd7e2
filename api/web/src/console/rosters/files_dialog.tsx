/** A roster as a file: for the wall, the office, a calendar; and one that was made by hand. */
import { useState } from "preact/hooks";
import { Chip } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { query } from "../asking.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Select } from "../parts/select.tsx";
import { ChangeList } from "./change_list.tsx";
import type { Desk } from "./desk.ts";
import { type Imported, importing } from "./importing.ts";
import { changes, type Plan, planOf } from "./plan.ts";
import { nameIn, said } from "./saying.ts";
import type { Frame } from "./wire.ts";
import { language, t } from "./words.ts";

interface FilesProps {
  desk: Desk;
  frame: Frame;
  mayPlan: boolean;
  isEditable: boolean;
  close: () => void;
}

export function FilesDialog({ desk, frame, mayPlan, isEditable, close }: FilesProps) {
  const [withKinds, setWithKinds] = useState(false);
  const [officer, setOfficer] = useState("");
  const path = `/api/v1/rosters/${desk.id}/file`;
  const address = (format: string, more: Record<string, string> = {}) =>
    query(path, {
      format,
      language: language.value,
      leave_kinds: withKinds && format !== "ics" ? "true" : null,
      ...more,
    });
  return (
    <Dialog title={t("console_rosters.files")} close={close}>
      <div class="file-links">
        <a class="button" href={address("xlsx")} download>
          {t("console_rosters.file_xlsx")}
        </a>
        <a class="button" href={address("pdf")} target="_blank" rel="noreferrer">
          {t("console_rosters.file_pdf")}
        </a>
        <a class="button" href={address("csv")} download>
          {t("console_rosters.file_csv")}
        </a>
      </div>
      {mayPlan && (
        <div>
          <Chip
            label={t("console_rosters.leave_kinds")}
            on={withKinds}
            toggle={() => setWithKinds(!withKinds)}
          />
          <p class="quiet small">{t("console_rosters.leave_kinds_note")}</p>
        </div>
      )}
      <div class="file-links">
        <Select
          label={t("console_rosters.calendar_of")}
          options={[
            { value: "", label: t("console_rosters.whole_squad") },
            ...frame.people.map((one) => ({
              value: one.officer_id,
              label: nameIn(frame, one.officer_id),
            })),
          ]}
          value={officer}
          choose={setOfficer}
        />
        <a class="button" href={address("ics", officer ? { officer } : {})} download>
          {t("console_rosters.file_ics")}
        </a>
      </div>
      {mayPlan && <Import desk={desk} frame={frame} isEditable={isEditable} close={close} />}
    </Dialog>
  );
}

function Import({ desk, frame, isEditable, close }: Omit<FilesProps, "mayPlan">) {
  const [found, setFound] = useState<Imported | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isReading, setReading] = useState(false);
  const kept = desk.kept.value;
  if (kept === null) return null;
  const read = (file: File | undefined) => {
    if (file === undefined) return;
    setReading(true);
    setFound(null);
    setError(null);
    importing(desk.id, file)
      .then(setFound)
      .catch(setError)
      .finally(() => setReading(false));
  };
  const plan: Plan | null =
    found === null ? null : { cells: planOf(found.duties, []).cells, pins: desk.plan.value.pins };
  const take = () => {
    if (plan === null) return;
    desk.edit(plan);
    toast(t("console_rosters.is_imported"), {
      label: t("console_rosters.undo"),
      run: () => desk.undo(),
    });
    close();
  };
  return (
    <section class="import">
      <h3>{t("console_rosters.import")}</h3>
      <p class="quiet">{t("console_rosters.import_what")}</p>
      <label class="button">
        {t(isReading ? "console_rosters.import_reads" : "console_rosters.import_choose")}
        <input
          type="file"
          class="sr"
          accept=".xlsx,.csv"
          disabled={isReading}
          onChange={(event) => read(event.currentTarget.files?.[0])}
        />
      </label>
      {error !== null && (
        <p class="note" data-tone="bad" role="alert">
          {reasonOf(error)}
        </p>
      )}
      {found !== null && plan !== null && (
        <div class="dialog-list">
          <p>
            <b>
              {t("console_rosters.import_found", {
                n: found.duties.length,
                hard: found.check.n_hard_broken,
              })}
            </b>
          </p>
          <ul class="broken-list">
            {[...found.findings, ...found.remarks].map((one) => (
              <li key={one.where + one.reason_zh}>
                {one.where} {language.value === "zh" ? one.reason_zh : one.reason_en}
              </li>
            ))}
            {found.check.broken
              .filter((one) => one.hard)
              .slice(0, 12)
              .map((one) => (
                <li class="bad" key={one.rule + one.zh}>
                  {said(one)}
                </li>
              ))}
          </ul>
          <ChangeList
            changes={changes(desk.plan.value, plan).slice(0, 40)}
            roster={kept.roster}
            frame={frame}
          />
          {isEditable && (
            <button type="button" class="button strong" onClick={take}>
              {t("console_rosters.import_take")}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
