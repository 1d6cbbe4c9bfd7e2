/** What the server will not have as it is: its words, and what a person can do about it. */
import { useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import type { ItemView } from "../../outbox/index.ts";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { Twice } from "../../ui/twice.tsx";
import { confirmedBody } from "../incident/mending.ts";
import { shortTime } from "../state/clock.ts";
import { here } from "../state/entry.ts";
import { t } from "../words.ts";
import { kindWord, toldWords } from "./words.ts";

/** What is asked for may be wanted no more; what was seen and done stays. */
const ASKED: ReadonlySet<ItemView["kind"]> = new Set<ItemView["kind"]>([
  "leave",
  "duty_wish",
  "swap",
  "roster_answer",
]);

export function Refused({ item, close }: { item: ItemView; close: () => void }) {
  const [busy, setBusy] = useState(false);
  const { outbox } = here();
  const isDoubted = item.told?.confirm.includes("outside_county") ?? false;
  const doing = (work: () => Promise<void>) => async () => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
      close();
    } catch {
      toast(t("ui.fault"));
      setBusy(false);
    }
  };
  const again = doing(() => outbox.retry(item.id));
  const drop = doing(() => outbox.giveUp(item.id));
  const confirm = doing(() => outbox.amend(item.id, confirmedBody(item.body, ["outside_county"])));
  return (
    <Sheet title={item.label || kindWord(item.kind)} close={close}>
      <p class="quiet small">
        {[kindWord(item.kind), shortTime(item.at), placeText(item)].filter(Boolean).join(" · ")}
      </p>
      {item.told && (
        <p class="note" data-tone="bad">
          {toldWords(item.told)}
        </p>
      )}
      {isDoubted && (
        <Button look="strong" large wide disabled={busy} onPress={() => void confirm()}>
          {t("officer.outside_meant")}
        </Button>
      )}
      {item.kind === "incident" && (
        <Button
          look={isDoubted ? "" : "strong"}
          large
          wide
          disabled={busy}
          onPress={() => go("incident", item.id)}
        >
          {t("officer.mend")}
        </Button>
      )}
      <Button wide disabled={busy} onPress={() => void again()}>
        {t("officer.send_again")}
      </Button>
      {ASKED.has(item.kind) && (
        <Twice wide disabled={busy} onPress={() => void drop()}>
          {t("officer.roster.give_up")}
        </Twice>
      )}
      <Button wide onPress={close}>
        {t("officer.decide_later")}
      </Button>
      <p class="quiet small">{t("officer.refused_kept")}</p>
    </Sheet>
  );
}

function placeText({ lon, lat }: ItemView): string {
  return lon === null || lat === null ? "" : `${lat.toFixed(4)}, ${lon.toFixed(4)}`;
}
