/** Between people and devices. */
import { go } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { t } from "./words.ts";

type Way = "people" | "devices";

export function Ways({ at }: { at: Way }) {
  return (
    <Choice<Way>
      label={t("console_people.ways")}
      hideLabel
      look="segments"
      options={[
        { value: "people", label: t("console_people.accounts") },
        { value: "devices", label: t("console_people.devices") },
      ]}
      value={at}
      choose={(way) => (way === "devices" ? go("people", "devices") : go("people"))}
    />
  );
}
