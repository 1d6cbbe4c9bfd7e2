/** Between the lists of words and what concerns the law. */
import { go } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { t } from "./words.ts";

const WAYS = ["categories", "law", "try", "office", "holidays"] as const;
type Way = (typeof WAYS)[number];

export function Ways({ at }: { at: Way }) {
  return (
    <Choice<Way>
      label={t("console_tables.ways")}
      hideLabel
      look="segments"
      options={[
        { value: "categories", label: t("console_tables.terms") },
        { value: "law", label: t("console_tables.law") },
        { value: "try", label: t("console_tables.try") },
        { value: "office", label: t("console_tables.office") },
        { value: "holidays", label: t("console_tables.holidays") },
      ]}
      value={at}
      choose={(way) => go("tables", way)}
    />
  );
}

/** Between reading the law table and asking it, for who changes neither. */
export function LawWays({ at }: { at: "law" | "try" }) {
  return (
    <Choice
      label={t("console_tables.ways")}
      hideLabel
      look="segments"
      options={[
        { value: "law", label: t("console_tables.law") },
        { value: "try", label: t("console_tables.try") },
      ]}
      value={at}
      choose={(way) => (way === "law" ? go("law") : go("law", way))}
    />
  );
}
