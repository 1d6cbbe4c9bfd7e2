/** Cases handed to other agencies: which, to whom, with which evidence, and whether they signed. */
import { path, replace } from "../../base/router.ts";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { may } from "../session.ts";
import { TransferDialog } from "./transfer_dialog.tsx";
import { TransferTable } from "./transfer_table.tsx";
import type { List, Transfer } from "./wire.ts";
import { t } from "./words.ts";

/** Stands in the address before a letter that is looked for: nothing is to be handed on. */
const NONE = "-";

export function Transfers() {
  const found = useAsked<List<Transfer>>("/api/v1/transfers?limit=1000");
  // An incident in the address is one that is to be handed on.
  const [, , handed, marked] = path.value;
  const incident = handed === NONE ? undefined : handed;
  const close = () => replace("operations", "transfers");
  return (
    <>
      <p class="quiet">{t("console_operations.transfers_note")}</p>
      <div class="card table-frame rest">
        <Show
          asked={found}
          empty={t("console_operations.no_transfers")}
          isEmpty={({ items }) => items.length === 0}
        >
          {({ items }) => (
            <TransferTable items={[...items].reverse()} marked={marked} changed={found.again} />
          )}
        </Show>
      </div>
      {incident && may("measures.approve") && (
        <TransferDialog
          key={incident}
          incident={incident}
          close={close}
          done={() => {
            close();
            found.again();
          }}
        />
      )}
    </>
  );
}
