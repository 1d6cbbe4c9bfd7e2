/** Above the grid: taking back, saving, how the check goes, and how far a search is. */
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import type { Desk } from "./desk.ts";
import { JobLine } from "./job_line.tsx";
import { changes, type Place } from "./plan.ts";
import { t } from "./words.ts";
import type { Works } from "./works.ts";

interface EditBarProps {
  desk: Desk;
  works: Works;
  isEditable: boolean;
  held: Place | null;
  save: () => void;
  help: () => void;
}

export function EditBar({ desk, works, isEditable, held, save, help }: EditBarProps) {
  const kept = desk.kept.value;
  if (kept === null) return null;
  const isDirty = desk.isDirty.value;
  const n = isDirty ? changes(kept.plan, desk.plan.value).length : 0;
  return (
    <div class="edit-bar">
      {isEditable && (
        <>
          <Button onPress={() => desk.undo()} disabled={desk.past.value.length === 0}>
            {t("console_rosters.undo")}
          </Button>
          <Button onPress={() => desk.redo()} disabled={desk.future.value.length === 0}>
            {t("console_rosters.redo")}
          </Button>
          {isDirty && kept.roster.state === "draft" && (
            <Button look="strong" onPress={save} disabled={desk.isSaving.value}>
              {t("console_rosters.save")}
            </Button>
          )}
          {isDirty && (
            <Button onPress={() => desk.drop()}>{t("console_rosters.drop_edits")}</Button>
          )}
        </>
      )}
      <span class="edit-state" role="status">
        {stateOf(desk, isDirty, n, held)}
      </span>
      <JobLine work={works.solve} />
      <Button look="plain" onPress={help}>
        {t("console_rosters.keys")}
      </Button>
    </div>
  );
}

function stateOf(desk: Desk, isDirty: boolean, n: number, held: Place | null): string {
  if (held !== null) return t("console_rosters.is_held");
  if (desk.shown.value !== null) return t("console_rosters.is_shown");
  const parts = [
    isDirty && n > 0 && t("console_rosters.n_unsaved", { n }),
    isDirty && n === 0 && t("console_rosters.pins_unsaved"),
    desk.isChecking.value && t("console_rosters.checking"),
    desk.checkError.value !== null && reasonOf(desk.checkError.value),
  ];
  return parts.filter(Boolean).join(" · ");
}
