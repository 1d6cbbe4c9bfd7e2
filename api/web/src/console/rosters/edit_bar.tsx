/** What takes edits back and keeps them, among the tools of a month; and how they stand. */
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import type { Desk } from "./desk.ts";
import { changes, type Place } from "./plan.ts";
import { t } from "./words.ts";

export function EditTools({ desk, save }: { desk: Desk; save: () => void }) {
  const kept = desk.kept.value;
  if (kept === null) return null;
  const isDirty = desk.isDirty.value;
  return (
    <>
      <Button onPress={() => desk.undo()} disabled={desk.past.value.length === 0}>
        {t("console_rosters.undo")}
      </Button>
      <Button onPress={() => desk.redo()} disabled={desk.future.value.length === 0}>
        {t("console_rosters.redo")}
      </Button>
      {isDirty && <Button onPress={() => desk.drop()}>{t("console_rosters.drop_edits")}</Button>}
      {isDirty && kept.roster.state === "draft" && (
        <Button look="strong" onPress={save} disabled={desk.isSaving.value}>
          {t("console_rosters.save")}
        </Button>
      )}
    </>
  );
}

export function EditState({ desk, held }: { desk: Desk; held: Place | null }) {
  const kept = desk.kept.value;
  const isDirty = desk.isDirty.value;
  const n = kept !== null && isDirty ? changes(kept.plan, desk.plan.value).length : 0;
  return (
    <span class="edit-state" role="status">
      {stateOf(desk, isDirty, n, held)}
    </span>
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
