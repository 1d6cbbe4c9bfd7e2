/** What is lacking, said once before it is saved: nothing is refused, an officer decides. */

import { numberList } from "../../records/seizure_steps.ts";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { type Key, t } from "../words.ts";
import type { Lack } from "./draft.ts";

const LACK: Record<Lack["what"], Key> = {
  items: "officer.seizure.lack_items",
  certified: "officer.seizure.lack_certified",
  party: "officer.seizure.lack_party",
  photos: "officer.seizure.lack_photos",
  places: "officer.seizure.lack_places",
  number: "officer.seizure.lack_number",
  crew_unsigned: "officer.seizure.lack_crew",
};

interface LackProps {
  lacking: readonly Lack[];
  numberLater: string;
  save: () => void;
  close: () => void;
}

export function LackSheet({ lacking, numberLater, save, close }: LackProps) {
  const isEmpty = lacking.some((one) => one.what === "items");
  return (
    <Sheet title={t("officer.seizure.lacking")} close={close}>
      <ul class="points">
        {lacking.map(({ what, numbers }) => (
          <li key={what}>{t(LACK[what], { n: numberList(numbers), number: numberLater })}</li>
        ))}
      </ul>
      <p class="quiet small">{t("officer.seizure.lacking_why")}</p>
      <Button look="strong" large wide onPress={close}>
        {t("officer.seizure.go_back")}
      </Button>
      <Button look="danger" large wide disabled={isEmpty} onPress={save}>
        {t("officer.seizure.save_anyway")}
      </Button>
    </Sheet>
  );
}
