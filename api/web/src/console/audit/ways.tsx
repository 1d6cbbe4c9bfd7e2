/** Between entries, verification and anchor. */
import { go } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { t } from "./words.ts";

type Way = "entries" | "verify" | "anchor";

export function Ways({ at }: { at: Way | null }) {
  return (
    <Choice<Way>
      label={t("console_audit.ways")}
      hideLabel
      look="segments"
      options={[
        { value: "entries", label: t("console_audit.entries") },
        { value: "verify", label: t("console_audit.verify") },
        { value: "anchor", label: t("console_audit.anchor") },
      ]}
      value={at}
      choose={(way) => (way === "entries" ? go("audit") : go("audit", way))}
    />
  );
}
