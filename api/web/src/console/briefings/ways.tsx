/** Between whole briefings and single maps. */
import { go } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { t } from "./words.ts";

type Way = "briefings" | "maps";

export function Ways({ at }: { at: Way }) {
  return (
    <Choice<Way>
      label={t("console_briefings.ways")}
      hideLabel
      look="segments"
      options={[
        { value: "briefings", label: t("console_briefings.whole_briefings") },
        { value: "maps", label: t("console_briefings.single_maps") },
      ]}
      value={at}
      choose={(way) => (way === "maps" ? go("briefings", "maps") : go("briefings"))}
    />
  );
}
