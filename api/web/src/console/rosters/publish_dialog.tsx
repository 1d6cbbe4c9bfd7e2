/** Publishing a month, or a change of one: who is told, what is broken, and why all the same. */
import { useState } from "preact/hooks";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ChangeList } from "./change_list.tsx";
import type { Desk } from "./desk.ts";
import { changes, partsOf } from "./plan.ts";
import { said } from "./saying.ts";
import type { Frame } from "./wire.ts";
import { t } from "./words.ts";

interface PublishProps {
  desk: Desk;
  frame: Frame;
  close: () => void;
  published: () => void;
}

const MOST_LISTED = 8;

export function PublishDialog({ desk, frame, close, published }: PublishProps) {
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>(null);
  const kept = desk.kept.value;
  if (kept === null) return null;
  const isNew = kept.roster.state !== "published";
  const plan = desk.plan.value;
  const now = changes(kept.plan, plan);
  const hard = (desk.check.value?.broken ?? []).filter((one) => one.hard);
  // The list is cut; the count is not.
  const nHard = desk.check.value?.n_hard_broken ?? 0;
  const told = isNew
    ? new Set([...plan.cells.keys()].map((one) => partsOf(one).officer))
    : new Set(now.map((one) => partsOf(one.place).officer));
  const wantsReason = !isNew || nHard > 0;
  const run = () => {
    setError(null);
    desk
      .save("published", reason.trim())
      .then((isKept) => {
        if (isKept) {
          toast(t("console_rosters.is_published", { n: told.size }));
          published();
        }
        close();
      })
      .catch(setError);
  };
  return (
    <Dialog
      title={t(isNew ? "console_rosters.publish_title" : "console_rosters.publish_changes")}
      close={close}
      act={{
        label: t("console_rosters.publish"),
        run,
        disabled: desk.isSaving.value || (wantsReason && reason.trim() === ""),
      }}
    >
      <p>{t("console_rosters.will_be_told", { n: told.size })}</p>
      {!isNew && (
        <div class="dialog-list">
          <ChangeList changes={now} roster={kept.roster} frame={frame} />
        </div>
      )}
      {nHard > 0 && (
        <div class="note" data-tone="bad">
          <p>{t("console_rosters.still_broken", { n: nHard })}</p>
          <ul class="broken-list">
            {hard.slice(0, MOST_LISTED).map((one) => (
              <li key={one.rule + one.zh}>{said(one)}</li>
            ))}
          </ul>
          {nHard > MOST_LISTED && (
            <p class="small">{t("console_rosters.n_more", { n: nHard - MOST_LISTED })}</p>
          )}
        </div>
      )}
      {wantsReason && (
        <Field
          label={t("console_rosters.reason")}
          value={reason}
          change={setReason}
          lines
          hint={t(isNew ? "console_rosters.reason_broken" : "console_rosters.reason_change")}
        />
      )}
      {error !== null && (
        <p class="note" data-tone="bad" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}
