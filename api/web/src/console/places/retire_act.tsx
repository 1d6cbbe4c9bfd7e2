/** Having an area patrolled no more, and having it patrolled again. */
import { useState } from "preact/hooks";
import { Button, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { tell } from "../asking.ts";
import { renewOffice } from "../office.ts";
import { Dialog } from "../parts/dialog.tsx";
import { nameOf } from "../words.ts";
import { type AreaDetail, BOUNDARIES } from "./wire.ts";
import { t } from "./words.ts";

interface RetireProps {
  area: AreaDetail;
  again: () => void;
}

export function RetireAct({ area, again }: RetireProps) {
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const path = `${BOUNDARIES}/${encodeURIComponent(area.code)}`;
  const changed = () => {
    renewOffice();
    again();
  };
  const bringBack = () =>
    tell(`${path}/return`, {}).then(
      () => {
        toast(t("console_places.brought_back"));
        changed();
      },
      (failure: unknown) => toast(reasonOf(failure)),
    );
  const retire = () => {
    setBusy(true);
    setError(null);
    tell(`${path}/retirement`, { reason: reason.trim() })
      .then(
        () => {
          setAsking(false);
          setReason("");
          changed();
          toast(t("console_places.retired"), {
            label: t("console_places.bring_back"),
            run: bringBack,
          });
        },
        (failure: unknown) => setError(failure),
      )
      .finally(() => setBusy(false));
  };
  if (area.retired_at !== null)
    return <Button onPress={bringBack}>{t("console_places.bring_back")}</Button>;
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t("console_places.retire")}</Button>
      {isAsking && (
        <Dialog
          title={t("console_places.retire_title", { area: nameOf(area) })}
          close={() => setAsking(false)}
          act={{
            label: t("console_places.retire"),
            look: "danger",
            run: retire,
            disabled: isBusy || reason.trim() === "",
          }}
        >
          <p>{t("console_places.retire_says")}</p>
          <p class="quiet">{t("console_places.retired_note")}</p>
          <Field
            lines
            label={t("console_places.reason")}
            value={reason}
            max={500}
            hint={t("console_places.reason_hint")}
            fault={error === null ? null : reasonOf(error)}
            change={setReason}
          />
        </Dialog>
      )}
    </>
  );
}
