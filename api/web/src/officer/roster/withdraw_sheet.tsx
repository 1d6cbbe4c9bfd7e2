/** Taking back what was asked, with a word why. */
import { useState } from "preact/hooks";
import { Button, Field } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { t } from "../words.ts";
import type { AskedLeave, AskedSwap, AskedWish } from "./asked.ts";
import { withdrawLeave, withdrawSwap, withdrawWish } from "./asking.ts";
import { useSaving } from "./use_saving.ts";

export type Withdrawable =
  | { kind: "leave"; of: AskedLeave }
  | { kind: "wish"; of: AskedWish }
  | { kind: "swap"; of: AskedSwap };

export function WithdrawSheet({ what, close }: { what: Withdrawable; close: () => void }) {
  const [why, setWhy] = useState(t("officer.roster.no_need"));
  const [busy, save] = useSaving();
  const withdraw = () => {
    if (why.trim() === "") return toast(t("officer.case.why_first"));
    save(() => withdrawn(what, why), close);
  };
  return (
    <Sheet title={t("officer.roster.withdraw")} close={close}>
      <Field label={t("officer.field_reason")} value={why} change={setWhy} max={200} />
      <Button look="danger" large wide disabled={busy} onPress={withdraw}>
        {t("officer.roster.withdraw")}
      </Button>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}

function withdrawn(what: Withdrawable, why: string): Promise<void> {
  switch (what.kind) {
    case "leave":
      return withdrawLeave(what.of, why);
    case "wish":
      return withdrawWish(what.of, why);
    case "swap":
      return withdrawSwap(what.of, why);
  }
}
