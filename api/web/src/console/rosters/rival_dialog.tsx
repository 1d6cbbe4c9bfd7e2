/** Somebody else changed the roster meanwhile: what they changed, and how to go on. */
import { Button } from "../../ui/controls.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ChangeList } from "./change_list.tsx";
import type { Desk } from "./desk.ts";
import { changes, rebased } from "./plan.ts";
import type { Frame } from "./wire.ts";
import { t } from "./words.ts";

export function RivalDialog({
  desk,
  frame,
  close,
}: {
  desk: Desk;
  frame: Frame;
  close: () => void;
}) {
  const [kept, theirs] = [desk.kept.value, desk.theirs.value];
  if (kept === null || theirs === null) return null;
  const mine = desk.plan.value;
  const { both } = rebased(kept.plan, mine, theirs.plan);
  const own = changes(kept.plan, mine);
  const settle = (keepMine: boolean) => {
    desk.settle(keepMine);
    close();
  };
  return (
    <Dialog title={t("console_rosters.rival_title")} close={close}>
      <p>{t("console_rosters.rival_what")}</p>
      <h3>{t("console_rosters.rival_theirs")}</h3>
      <div class="dialog-list">
        <ChangeList
          changes={changes(kept.plan, theirs.plan)}
          roster={theirs.roster}
          frame={frame}
          both={both}
        />
      </div>
      <h3>{t("console_rosters.rival_mine", { n: own.length })}</h3>
      <div class="dialog-list">
        <ChangeList changes={own} roster={kept.roster} frame={frame} both={both} />
      </div>
      {both.length > 0 && (
        <p class="note" data-tone="wait">
          {t("console_rosters.rival_both", { n: both.length })}
        </p>
      )}
      <div class="button-row">
        <Button look="strong" onPress={() => settle(true)}>
          {t("console_rosters.rival_keep")}
        </Button>
        <Button onPress={() => settle(false)}>{t("console_rosters.rival_drop")}</Button>
      </div>
    </Dialog>
  );
}

export function RivalNote({ desk, open }: { desk: Desk; open: () => void }) {
  const theirs = desk.theirs.value;
  if (theirs === null) return null;
  return (
    <div class="note rival-note" data-tone="wait" role="status">
      <span>{t("console_rosters.rival_note")}</span>
      <Button onPress={open}>{t("console_rosters.rival_look")}</Button>
    </div>
  );
}
