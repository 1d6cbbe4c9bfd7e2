/** A wish for a day: on or off, which shift, how much it matters. */
import { replace } from "../../base/router.ts";
import { Button, Choice } from "../../ui/controls.tsx";
import { toast } from "../../ui/toast.tsx";
import { DayField } from "../seizure/day_field.tsx";
import { here } from "../state/entry.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";
import { askWish } from "./asking.ts";
import { isDay } from "./days.ts";
import { useDraft } from "./use_draft.ts";
import { useSaving } from "./use_saving.ts";
import type { RosterTold } from "./wire.ts";
import { codeWord, day as dayWord, weightWord } from "./words.ts";

const ANY = "";
const WEIGHTS = [1, 2, 3, 4, 5];

interface FormProps {
  told: RosterTold;
  day: string;
  today: string;
}

interface Draft {
  day: string;
  on: "on" | "off";
  shift: string;
  weight: number;
}

export function WishForm({ told, day, today }: FormProps) {
  const begun: Draft = { day, on: "off", shift: ANY, weight: 1 };
  const [draft, set, drop] = useDraft<Draft>(`wish:${day}`, begun);
  const [busy, save] = useSaving();
  const isOn = draft.on === "on";
  const squad = here().officer.squad;
  const shifts = told.shifts.filter((one) => one.squad === squad);
  const keep = () => {
    if (!isDay(draft.day) || draft.day <= today) return toast(t("officer.roster.day_ahead"));
    const { on, shift, weight } = draft;
    save(
      async () => {
        const chosen = shift === ANY ? null : shift;
        await askWish({ day: draft.day, on: on === "on", shift: chosen, weight });
        await drop();
      },
      () => replace("roster", "asks"),
    );
  };
  return (
    <Screen
      title={t("officer.roster.wish")}
      sub={isDay(draft.day) ? dayWord(draft.day) : " "}
      pinned={
        <Button look="main" large disabled={busy} onPress={keep}>
          {t("officer.roster.send_wish")}
        </Button>
      }
    >
      <DayField
        label={t("officer.roster.field_day")}
        hint={draft.day > today ? "" : t("officer.roster.day_ahead")}
        day={draft.day}
        change={(value) => set({ day: value })}
      />
      <Choice
        label={t("officer.roster.wish")}
        hideLabel
        options={[
          { value: "off", label: t("officer.roster.wish_off") },
          { value: "on", label: t("officer.roster.wish_on") },
        ]}
        value={draft.on}
        choose={(on) => set({ on })}
      />
      <Choice
        label={isOn ? t("officer.roster.which_on") : t("officer.roster.which_off")}
        options={[
          { value: ANY, label: isOn ? t("officer.roster.any_shift") : t("officer.roster.all_day") },
          ...shifts.map((one) => ({ value: one.code, label: codeWord(one) })),
        ]}
        value={draft.shift}
        choose={(shift) => set({ shift })}
        look="chips"
      />
      <Choice
        label={t("officer.roster.weight")}
        options={WEIGHTS.map((one) => ({ value: String(one), label: weightWord(one) }))}
        value={String(draft.weight)}
        choose={(weight) => set({ weight: Number(weight) })}
        look="chips"
      />
      <p class="quiet small">{t("officer.roster.wish_why")}</p>
    </Screen>
  );
}
