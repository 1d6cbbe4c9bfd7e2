/** A word as it is written: new, or changed. */
import { useState } from "preact/hooks";
import { Chip, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { isConflict } from "../asking.ts";
import { faultAt } from "../faults.ts";
import type { Kept } from "../kept.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Select } from "../parts/select.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { squadsOf, squadWord } from "../people/squads.ts";
import { CODE, changeTerm, NEW_TERM, type TermDraft, writeTerm } from "./term_edits.ts";
import { GROUP_WORD, type Group, has } from "./term_groups.ts";
import type { Catalogue, Term } from "./wire.ts";
import { t, wordOf } from "./words.ts";

const MOST_POSITION = 9999;
const FIELDS = ["code", "zh", "en", "parent", "squad", "position"];

interface TermFormProps {
  group: Group;
  /** As it was read; null makes a new one. */
  of: Kept<Term> | null;
  catalogue: Catalogue;
  close: () => void;
  saved?: (code: string) => void;
}

export function TermForm({ group, of, catalogue, close, saved }: TermFormProps) {
  const [code, setCode] = useState(of?.body.code ?? "");
  const [draft, setDraft] = useState<TermDraft>(of?.body ?? NEW_TERM);
  const [position, setPosition] = useState(String(draft.position));
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const change = (part: Partial<TermDraft>) => setDraft({ ...draft, ...part });
  const isCode = CODE.test(code);
  const isTaken = of === null && catalogue[group].some((one) => one.code === code);
  const isPlaced = /^\d+$/.test(position) && Number(position) <= MOST_POSITION;
  const isWhole =
    isCode && !isTaken && isPlaced && draft.zh.trim() !== "" && draft.en.trim() !== "";
  const isElsewhere = error !== null && faultAt(error, ...FIELDS) === null;
  const save = async () => {
    setSaving(true);
    setError(null);
    const written = { ...draft, position: Number(position) };
    try {
      await writeTerm(group, code, written, of?.version);
      toldWithUndo(t("console_tables.term_saved", { name: draft.zh.trim() }), () =>
        changeTerm(group, code, of?.body ?? { retired: true }),
      );
      saved?.(code);
      close();
    } catch (failure) {
      setError(failure);
      setSaving(false);
    }
  };
  const parents = catalogue.category_groups.filter(
    (one) =>
      one.code === draft.parent ||
      (!one.retired && (one.squad === null || one.squad === draft.squad)),
  );
  return (
    <Dialog
      title={t(of ? "console_tables.change_term" : "console_tables.new_term_in", {
        list: t(GROUP_WORD[group]),
      })}
      close={close}
      act={{
        label: t("console_tables.save"),
        run: () => void save(),
        disabled: isSaving || !isWhole,
      }}
    >
      <div class="field-pair">
        <Field
          label={t("console_tables.zh")}
          value={draft.zh}
          max={64}
          fault={faultAt(error, "zh")}
          change={(zh) => change({ zh })}
        />
        <Field
          label={t("console_tables.en")}
          value={draft.en}
          max={64}
          fault={faultAt(error, "en")}
          change={(en) => change({ en })}
        />
      </div>
      {of === null && (
        <Field
          label={t("console_tables.code")}
          value={code}
          max={32}
          hint={t("console_tables.code_hint")}
          fault={isTaken ? t("console_tables.code_taken") : faultAt(error, "code")}
          change={setCode}
        />
      )}
      {has(group, "squad") && (
        <Select
          label={t("console_tables.squad")}
          value={draft.squad ?? ""}
          choose={(squad) => change({ squad: squad || null })}
          options={[
            { value: "", label: t("console_tables.every_squad") },
            ...squadsOf([draft.squad]).map((one) => ({ value: one, label: squadWord(one) })),
          ]}
        />
      )}
      {has(group, "parent") && (
        <Select
          label={t("console_tables.parent")}
          value={draft.parent ?? ""}
          choose={(parent) => change({ parent: parent || null })}
          options={[
            { value: "", label: t("console_tables.no_parent") },
            ...parents.map((one) => ({ value: one.code, label: wordOf(one) })),
          ]}
        />
      )}
      {faultAt(error, "parent", "squad") && (
        <p class="fault" role="alert">
          {faultAt(error, "parent", "squad")}
        </p>
      )}
      {has(group, "is_measure") && (
        <div class="row wrap">
          <Chip
            label={t("console_tables.counts_people")}
            on={draft.counts_people}
            toggle={() => change({ counts_people: !draft.counts_people })}
          />
          <Chip
            label={t("console_tables.is_measure")}
            on={draft.is_measure}
            toggle={() => change({ is_measure: !draft.is_measure })}
          />
        </div>
      )}
      <Field
        label={t("console_tables.position")}
        code
        value={position}
        max={4}
        hint={t("console_tables.position_hint")}
        fault={
          isPlaced ? faultAt(error, "position") : t("console_tables.whole_to", { n: MOST_POSITION })
        }
        change={setPosition}
      />
      {isElsewhere && (
        <p class="fault" role="alert">
          {isConflict(error) ? t("console_tables.term_changed") : reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}
