/** What falls due, or all there are. */
import { go } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { t } from "./words.ts";

export function Tabs({ open }: { open: "due" | "list" }) {
  return (
    <Choice
      label={t("console_seizures.view")}
      hideLabel
      look="segments"
      options={[
        { value: "due", label: t("console_seizures.view_due") },
        { value: "list", label: t("console_seizures.view_list") },
      ]}
      value={open}
      choose={(view) => (view === "due" ? go("seizures") : go("seizures", "list"))}
    />
  );
}
