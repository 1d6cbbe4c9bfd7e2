/** Two versions of one record, side by side: which is right is for a person to say. */
import { useState } from "preact/hooks";
import type { ItemView } from "../../outbox/index.ts";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { Twice } from "../../ui/twice.tsx";
import { here } from "../state/entry.ts";
import { t } from "../words.ts";
import { differences, type Pair } from "./pairs.ts";
import { fieldWord, valueWords } from "./values.ts";
import { toldWords } from "./words.ts";

export function Conflict({ item, close }: { item: ItemView; close: () => void }) {
  const [busy, setBusy] = useState(false);
  const pairs = differences(item.body, item.told?.current);
  const decide = async (how: "keep_server" | "send_as_edit") => {
    if (busy) return;
    setBusy(true);
    try {
      await here().outbox.resolve(item.id, how);
      close();
    } catch {
      toast(t("ui.fault"));
      setBusy(false);
    }
  };
  return (
    <Sheet title={item.label} close={close}>
      {item.told && <p class="note">{toldWords(item.told)}</p>}
      {pairs.length === 0 ? (
        <p>{t("officer.same_content")}</p>
      ) : (
        <div class="pair">
          <Side title={t("officer.on_server")} pairs={pairs} side="theirs" />
          <Side title={t("officer.on_phone")} pairs={pairs} side="mine" />
        </div>
      )}
      <Button look="strong" large wide disabled={busy} onPress={() => void decide("send_as_edit")}>
        {t("officer.send_mine")}
      </Button>
      <Twice large wide disabled={busy} onPress={() => void decide("keep_server")}>
        {t("officer.keep_server")}
      </Twice>
      <Button wide onPress={close}>
        {t("officer.decide_later")}
      </Button>
    </Sheet>
  );
}

function Side({ title, pairs, side }: { title: string; pairs: Pair[]; side: "theirs" | "mine" }) {
  return (
    <div class="side">
      <p class="strong">{title}</p>
      <dl>
        {pairs.map((pair) => (
          <div key={pair.name}>
            <dt>{fieldWord(pair.name)}</dt>
            <dd>{valueWords(pair[side]) || "—"}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
