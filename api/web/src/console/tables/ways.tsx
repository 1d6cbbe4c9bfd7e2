/** Between the lists of words and what concerns the law. */
import { go } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { type Key, t } from "./words.ts";

const WORDS = {
  categories: "console_tables.terms",
  law: "console_tables.law",
  try: "console_tables.try",
  office: "console_tables.office",
  holidays: "console_tables.holidays",
} satisfies Record<string, Key>;
type Way = keyof typeof WORDS;
const WAYS = Object.keys(WORDS) as Way[];

interface WaysProps {
  at: Way;
  /** Where they are shown, and which of them; all of them in the room of tables. */
  room?: string;
  of?: readonly Way[];
}

export function Ways({ at, room = "tables", of = WAYS }: WaysProps) {
  return (
    <Choice<Way>
      label={t("console_tables.ways")}
      hideLabel
      look="segments"
      options={of.map((value) => ({ value, label: t(WORDS[value]) }))}
      value={at}
      choose={(way) => go(room, way)}
    />
  );
}
