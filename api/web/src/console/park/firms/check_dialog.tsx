/** A check of a firm as it is planned: what, by whom, in which span of time, for how long. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../../base/ids.ts";
import { Chip, Field } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { isConflict } from "../../asking.ts";
import { faultAt } from "../../faults.ts";
import type { Kept } from "../../kept.ts";
import { offeredTerms, termWord } from "../../office.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { fieldMoment, Moment, wireMoment } from "../../parts/moment.tsx";
import { Select } from "../../parts/select.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { wordOf } from "../words.ts";
import {
  type CheckDraft,
  changeCheck,
  MOST_MINUTES,
  makeCheck,
  nextMonth,
  readCheck,
} from "./check_edits.ts";
import { t } from "./firm_words.ts";
import type { Check, Firm } from "./wire.ts";

const USUAL_MINUTES = 60;

interface CheckDialogProps {
  firm: Firm;
  /** As it was read; null plans a new one. */
  of: Kept<Check> | null;
  close: () => void;
}

export function CheckDialog({ firm, of, close }: CheckDialogProps) {
  const [id] = useState(() => of?.body.id ?? uuid7());
  const ahead = nextMonth(Date.now());
  const [matter, setMatter] = useState(of?.body.matter ?? "");
  const [agency, setAgency] = useState(of?.body.agency ?? "");
  const [opens, setOpens] = useState(
    of ? fieldMoment(of.body.window.start) : `${ahead.first}T00:00`,
  );
  const [closes, setCloses] = useState(of ? fieldMoment(of.body.window.end) : `${ahead.end}T00:00`);
  const [minutes, setMinutes] = useState(String(of?.body.minutes ?? USUAL_MINUTES));
  const [isUnannounced, setUnannounced] = useState(of?.body.unannounced ?? false);
  const [note, setNote] = useState(of?.body.note ?? "");
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const [start, end] = [wireMoment(opens), wireMoment(closes)];
  const lasts = /^\d+$/.test(minutes) ? Number(minutes) : 0;
  const isLong = lasts >= 1 && lasts <= MOST_MINUTES;
  const isWhole = matter.trim() !== "" && agency !== "" && start !== null && end !== null && isLong;
  const save = async () => {
    if (start === null || end === null) return;
    const draft: CheckDraft = {
      matter: matter.trim(),
      agency,
      window: { start, end },
      minutes: lasts,
      unannounced: isUnannounced,
      note: note.trim(),
    };
    setSaving(true);
    setError(null);
    try {
      await (of ? changeCheck(of, draft) : makeCheck(id, firm.id, draft));
      toldWithUndo(t("console_firms.check_saved", { what: draft.matter }), async () =>
        changeCheck(await readCheck(id), of?.body ?? { voided: t("console_park.void_reason") }),
      );
      close();
    } catch (failure) {
      setError(failure);
      setSaving(false);
    }
  };
  const agencies = offeredTerms("agencies").map((one) => ({ value: one.code, label: wordOf(one) }));
  const isKept = agency === "" || agencies.some(({ value }) => value === agency);
  return (
    <Dialog
      title={t(of ? "console_firms.change_check" : "console_firms.new_check", { firm: firm.name })}
      close={close}
      act={{
        label: t("console_park.save"),
        run: () => void save(),
        disabled: isSaving || !isWhole,
      }}
    >
      <Field
        label={t("console_firms.matter")}
        value={matter}
        max={100}
        hint={t("console_firms.matter_hint")}
        fault={faultAt(error, "matter")}
        change={setMatter}
      />
      <Select
        label={t("console_firms.agency")}
        value={agency}
        choose={setAgency}
        options={[
          { value: "", label: t("console_firms.choose_agency") },
          ...(isKept ? [] : [{ value: agency, label: termWord("agencies", agency) }]),
          ...agencies,
        ]}
      />
      <div class="field-pair">
        <Moment label={t("console_firms.opens")} value={opens} change={setOpens} />
        <Moment label={t("console_firms.closes")} value={closes} change={setCloses} />
      </div>
      <p class="quiet small">{t("console_firms.window_how")}</p>
      <Field
        label={t("console_firms.minutes")}
        code
        value={minutes}
        max={4}
        fault={
          isLong
            ? faultAt(error, "minutes")
            : t("console_firms.minutes_between", { most: MOST_MINUTES })
        }
        change={setMinutes}
      />
      <div class="check-kind">
        <Chip
          label={t("console_firms.unannounced_check")}
          on={isUnannounced}
          toggle={() => setUnannounced(!isUnannounced)}
        />
      </div>
      <Field
        label={t("console_park.note_maybe")}
        value={note}
        max={500}
        lines
        hint={t("console_park.no_names")}
        fault={faultAt(error, "note")}
        change={setNote}
      />
      {error !== null && (
        <p class="fault" role="alert">
          {isConflict(error) ? t("console_firms.check_changed") : reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}
