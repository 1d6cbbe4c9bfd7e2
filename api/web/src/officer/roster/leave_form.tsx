/** Leave: what for, and which days. Illness is told, not asked for. */
import { replace } from "../../base/router.ts";
import { Button, Choice } from "../../ui/controls.tsx";
import { toast } from "../../ui/toast.tsx";
import { DayField } from "../seizure/day_field.tsx";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";
import { askLeave } from "./asking.ts";
import { countDays, isDay } from "./days.ts";
import { useDraft } from "./use_draft.ts";
import { useSaving } from "./use_saving.ts";
import type { LeaveKind, RosterTold } from "./wire.ts";
import { day as dayWord, leaveOptions, spanWords } from "./words.ts";

interface FormProps {
  told: RosterTold | null;
  day: string;
  today: string;
}

interface Draft {
  kind: LeaveKind | null;
  first: string;
  last: string;
}

export function LeaveForm({ told, day, today }: FormProps) {
  const [draft, set, drop] = useDraft<Draft>("leave", { kind: null, first: day, last: day });
  const [busy, save] = useSaving();
  const { kind, first, last } = draft;
  const isSick = kind === "sick";
  const n = isDay(first) && isDay(last) ? countDays(first, last) : 0;
  const duties = (told?.duties ?? []).filter((one) => first <= one.day && one.day <= last);
  const keep = () => {
    if (kind === null) return toast(t("officer.roster.kind_first"));
    if (n < 1) return toast(t("officer.roster.days_first"));
    save(
      async () => {
        await askLeave({ kind, first_day: first, last_day: last });
        await drop();
      },
      () => replace("roster", "asks"),
    );
  };
  return (
    <Screen
      title={t("officer.roster.leave")}
      sub={n > 0 ? spanWords(first, last) : " "}
      pinned={
        <Button look="main" large disabled={busy} onPress={keep}>
          {isSick ? t("officer.roster.tell_sick") : t("officer.roster.send_leave")}
        </Button>
      }
    >
      <Choice
        label={t("officer.field_kind")}
        options={leaveOptions()}
        value={kind}
        choose={(value) => set({ kind: value })}
        look="tiles"
      />
      {isSick && <p class="note">{t("officer.roster.sick_why")}</p>}
      <DayField
        label={t("officer.roster.first_day")}
        hint={first < today ? t("officer.roster.past") : ""}
        day={first}
        change={(value) => set({ first: value, ...(last < value ? { last: value } : {}) })}
      />
      <DayField
        label={t("officer.roster.last_day")}
        hint={
          n < 1 ? t("officer.roster.days_first") : n === 1 ? "" : t("officer.roster.n_days", { n })
        }
        day={last}
        change={(value) => set({ last: value })}
      />
      {duties.length > 0 && n > 0 && (
        <p class="note">
          {t("officer.roster.leave_duties", {
            duties: duties
              .map((one) => `${dayWord(one.day)} ${one.shift}`)
              .join(t("officer.roster.comma")),
          })}
        </p>
      )}
    </Screen>
  );
}
