/** Offering a shift: to whom the rules allow it, or to somebody one chooses. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { replace } from "../../base/router.ts";
import { Button, Choice } from "../../ui/controls.tsx";
import { ShiftMark } from "../../ui/shift_mark.tsx";
import { Empty, Loading, reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { DayField } from "../seizure/day_field.tsx";
import { colleagues } from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";
import { type AllAsked, askedOn } from "./asked.ts";
import { offerSwap } from "./asking.ts";
import { isDay } from "./days.ts";
import { useDraft } from "./use_draft.ts";
import { useSaving } from "./use_saving.ts";
import type { Duty, LegalSwap, RosterTold } from "./wire.ts";
import { day as dayWord, placeWords, timesWords } from "./words.ts";

interface FormProps {
  told: RosterTold;
  asked: AllAsked;
  day: string;
}

export function SwapForm({ told, asked, day }: FormProps) {
  const duty = told.duties.find((one) => one.day === day && one.swappable);
  const before = askedOn(asked, day).swaps[0];
  if (!duty || before) {
    return (
      <Screen title={t("officer.roster.swap")}>
        <Empty>
          <p>
            {before
              ? t("officer.roster.offered_already", { who: before.taker })
              : t("officer.roster.not_swappable")}
          </p>
          <a class="button" href="#/roster/asks">
            {t("officer.roster.asks")}
          </a>
        </Empty>
      </Screen>
    );
  }
  return <Offer duty={duty} />;
}

interface Draft {
  byHand: boolean;
  taker: string;
  returned: string;
}

function Offer({ duty }: { duty: Duty }) {
  const begun: Draft = { byHand: false, taker: "", returned: "" };
  const [draft, set, drop] = useDraft<Draft>(`swap:${duty.day}`, begun);
  const [busy, save] = useSaving();
  const legal = useLegal(duty.day);
  const byHand = draft.byHand || legal.error !== null || legal.items?.length === 0;
  const keep = () => {
    if (draft.taker === "") return toast(t("officer.roster.taker_first"));
    const { roster_id, squad, day } = duty;
    const returned_day = isDay(draft.returned) ? draft.returned : null;
    save(
      async () => {
        await offerSwap({ squad, roster_id, day, taker_id: draft.taker, returned_day });
        await drop();
      },
      () => replace("roster", "asks"),
    );
  };
  return (
    <Screen
      title={t("officer.roster.swap")}
      sub={dayWord(duty.day)}
      pinned={
        <Button look="main" large disabled={busy} onPress={keep}>
          {t("officer.roster.send_swap")}
        </Button>
      }
    >
      <p class="row">
        <ShiftMark code={duty.shift} kind={duty.kind} />
        <span class="stack-tight">
          <span class="big strong">{timesWords(duty)}</span>
          <span class="quiet small">{placeWords(duty)}</span>
        </span>
      </p>
      {legal.error !== null && (
        <p class="note">
          {reasonOf(legal.error)} {t("officer.roster.by_hand_why")}
        </p>
      )}
      {legal.items?.length === 0 && <p class="note">{t("officer.roster.no_legal")}</p>}
      {byHand ? (
        <ByHand draft={draft} set={set} />
      ) : legal.items === null ? (
        <Loading />
      ) : (
        <>
          <Legal items={legal.items} draft={draft} set={set} />
          <Button wide onPress={() => set({ byHand: true, taker: "", returned: "" })}>
            {t("officer.roster.by_hand")}
          </Button>
        </>
      )}
      <p class="quiet small">{t("officer.roster.swap_why")}</p>
    </Screen>
  );
}

interface Found {
  items: LegalSwap[] | null;
  error: unknown;
}

function useLegal(day: string): Found {
  const [found, setFound] = useState<Found>({ items: null, error: null });
  useEffect(() => {
    let gone = false;
    ask<{ items: LegalSwap[] }>(`/api/v1/my/roster/swaps?day=${day}`)
      .then(({ body }) => !gone && setFound({ items: body?.items ?? [], error: null }))
      .catch((error: unknown) => !gone && setFound({ items: null, error }));
    return () => {
      gone = true;
    };
  }, [day]);
  return found;
}

interface ChoosingProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
}

function Legal({ items, draft, set }: ChoosingProps & { items: LegalSwap[] }) {
  return (
    <div class="field">
      <span class="legend" id="legal">
        {t("officer.roster.legal")}
      </span>
      <div class="stack" role="radiogroup" aria-labelledby="legal">
        {items.map((one) => (
          <button
            key={`${one.taker_id}${one.returned_day}`}
            type="button"
            class="tile legal"
            role="radio"
            aria-checked={
              draft.taker === one.taker_id && draft.returned === (one.returned_day ?? "")
            }
            onClick={() => set({ taker: one.taker_id, returned: one.returned_day ?? "" })}
          >
            <span class="strong">{one.taker}</span>
            <span class="small">{returnWords(one)}</span>
            <span class="small">{worthWords(one)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

function returnWords({ returned_day, returned_shift }: LegalSwap): string {
  return returned_day === null
    ? t("officer.roster.gives_nothing")
    : t("officer.roster.gives", { day: dayWord(returned_day), shift: returned_shift ?? "" });
}

function worthWords({ soft_more }: LegalSwap): string {
  if (soft_more < 0) return t("officer.roster.worth_better");
  return soft_more > 0 ? t("officer.roster.worth_worse") : t("officer.roster.worth_same");
}

function ByHand({ draft, set }: ChoosingProps) {
  const me = here().officer.id;
  const others = colleagues.value.filter(({ id }) => id !== me);
  if (others.length === 0) return <p class="quiet">{t("officer.no_colleagues")}</p>;
  return (
    <>
      <Choice
        label={t("officer.roster.to_whom")}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.taker}
        choose={(taker) => set({ taker })}
        look="chips"
      />
      <DayField
        label={t("officer.roster.returned_day")}
        hint={t("officer.roster.returned_why")}
        day={draft.returned}
        change={(returned) => set({ returned })}
      />
    </>
  );
}
