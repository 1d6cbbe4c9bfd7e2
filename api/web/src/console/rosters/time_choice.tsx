/** How long a search may take. */
import { Choice } from "../../ui/controls.tsx";
import { t } from "./words.ts";

interface TimeChoiceProps<T extends string> {
  /** Seconds. */
  offered: readonly T[];
  value: T;
  choose: (value: T) => void;
}

export function TimeChoice<T extends string>({ offered, value, choose }: TimeChoiceProps<T>) {
  return (
    <Choice
      label={t("console_rosters.solve_time")}
      look="segments"
      options={offered.map((one) => ({ value: one, label: timeWords(Number(one)) }))}
      value={value}
      choose={choose}
    />
  );
}

function timeWords(seconds: number): string {
  return seconds < 60
    ? t("console_rosters.n_seconds", { n: seconds })
    : t("console_rosters.n_minutes", { n: seconds / 60 });
}
