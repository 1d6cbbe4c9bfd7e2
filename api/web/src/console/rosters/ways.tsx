/** Between months, the people they are made of, and the rules they are made by. */
import { go } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { may } from "../session.ts";
import { t } from "./words.ts";

type Way = "months" | "people" | "setup";

export function Ways({ at }: { at: Way }) {
  return (
    <Choice<Way>
      label={t("console_rosters.ways")}
      hideLabel
      look="segments"
      options={[
        { value: "months", label: t("console_rosters.months") },
        // What somebody may do, and how long, is between them and who plans.
        ...(may("duty.plan")
          ? [{ value: "people" as const, label: t("console_rosters.people") }]
          : []),
        { value: "setup", label: t("console_rosters.setup") },
      ]}
      value={at}
      choose={(way) => (way === "months" ? go("rosters") : go("rosters", way))}
    />
  );
}
