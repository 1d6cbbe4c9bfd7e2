/** The fields of a profile; numbers are kept as they were typed until they are read. */
import { Chip, Field } from "../../../ui/controls.tsx";
import { faultAt } from "../../faults.ts";
import { DayField } from "../../parts/day_field.tsx";
import { readSkills, skillWords } from "../skills.ts";
import { type Key, t } from "../words.ts";
import type { ProfileBody } from "./wire.ts";

const LIMITS = [
  { name: "most_hours", word: "console_rosters.most_hours", range: [0, 1000] },
  { name: "least_hours", word: "console_rosters.least_hours", range: [0, 1000] },
  { name: "most_run", word: "console_rosters.most_run", range: [1, 30] },
  { name: "most_nights", word: "console_rosters.most_nights", range: [0, 62] },
] as const;

const BALANCES = [
  { name: "balance_nights", word: "console_rosters.balance_nights" },
  { name: "balance_weekends", word: "console_rosters.balance_weekends" },
  { name: "balance_holidays", word: "console_rosters.balance_holidays" },
  { name: "balance_hours", word: "console_rosters.balance_hours" },
] as const;

const MOST_BALANCE = 10_000;

type LimitName = (typeof LIMITS)[number]["name"];
type BalanceName = (typeof BALANCES)[number]["name"];
type NumberName = LimitName | BalanceName;

export type Typed = Omit<ProfileBody, NumberName | "skills"> &
  Record<NumberName | "skills", string>;

type Faults = Partial<Record<NumberName, string>>;

export function typedOf(one: ProfileBody): Typed {
  const names = [...LIMITS, ...BALANCES].map(({ name }) => name);
  const numbers = Object.fromEntries(names.map((name) => [name, `${one[name] ?? ""}`]));
  const typed = numbers as Record<NumberName, string>;
  return { ...one, ...typed, skills: skillWords(one.skills) };
}

/** Return what was typed as it is sent, or what is no number of its field. */
export function readTyped(typed: Typed): { body: ProfileBody | null; faults: Faults } {
  const faults: Faults = {};
  const numbers: Partial<Record<NumberName, number | null>> = {};
  for (const { name, range } of LIMITS) {
    const text = typed[name].trim();
    const [least, most] = range;
    numbers[name] = text === "" ? null : Number(text);
    if (text !== "" && !(/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most))
      faults[name] = t("console_rosters.whole_between", { least, most });
  }
  for (const { name } of BALANCES) {
    const text = typed[name].trim().replace("−", "-");
    const value = text === "" ? 0 : Number(text);
    numbers[name] = value;
    if (!(Math.abs(value) <= MOST_BALANCE)) faults[name] = t("console_rosters.no_number");
  }
  if (Object.keys(faults).length > 0) return { body: null, faults };
  const body = { ...typed, ...numbers, skills: readSkills(typed.skills) } as ProfileBody;
  return { body: { ...body, note: body.note.trim() }, faults };
}

interface FieldsProps {
  typed: Typed;
  faults: Faults;
  error: unknown;
  change: (part: Partial<Typed>) => void;
}

export function ProfileFields({ typed, faults, error, change }: FieldsProps) {
  const toggles: ["rostered" | "boat_licence" | "driver", Key][] = [
    ["rostered", "console_rosters.rostered_yes"],
    ["boat_licence", "console_rosters.has_boat"],
    ["driver", "console_rosters.has_driver"],
  ];
  const numberField = (name: NumberName, word: Key) => (
    <Field
      key={name}
      label={t(word)}
      value={typed[name]}
      max={8}
      code
      fault={faults[name] ?? faultAt(error, name)}
      change={(value) => change({ [name]: value })}
    />
  );
  return (
    <>
      <fieldset class="chip-field">
        <legend class="legend">{t("console_rosters.can_do")}</legend>
        {toggles.map(([name, word]) => (
          <Chip
            key={name}
            label={t(word)}
            on={typed[name]}
            toggle={() => change({ [name]: !typed[name] })}
          />
        ))}
      </fieldset>
      <Field
        label={t("console_rosters.other_skills")}
        value={typed.skills}
        max={400}
        hint={t("console_rosters.skills_hint")}
        fault={faultAt(error, "skills")}
        change={(skills) => change({ skills })}
      />
      <div class="two-fields">
        <DayField
          label={t("console_rosters.plan_from")}
          value={typed.first_day ?? ""}
          change={(day) => change({ first_day: day || null })}
        />
        <DayField
          label={t("console_rosters.plan_until")}
          value={typed.last_day ?? ""}
          change={(day) => change({ last_day: day || null })}
        />
      </div>
      <fieldset class="four-fields">
        <legend class="legend">{t("console_rosters.limits_what")}</legend>
        {LIMITS.map(({ name, word }) => numberField(name, word))}
      </fieldset>
      <fieldset class="four-fields">
        <legend class="legend">{t("console_rosters.carried_what")}</legend>
        {BALANCES.map(({ name, word }) => numberField(name, word))}
      </fieldset>
      <Field
        label={t("console_rosters.profile_note")}
        value={typed.note}
        max={1000}
        lines
        change={(note) => change({ note })}
      />
    </>
  );
}
