/** Calling for help, and others' calls: who has seen it, who is coming. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { alarmWords } from "../state/alarm_words.ts";
import { shortTime } from "../state/clock.ts";
import { nameOfOfficer } from "../state/duty.ts";
import { alarms, type Notice, see } from "../state/notices.ts";
import { type AlarmState, arrived, call, callForHelp, callState, giveSign } from "../state/sos.ts";
import { HoldButton } from "../ui/hold_button.tsx";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";

export function SosScreen() {
  const own = call.value;
  const others = alarms.value.filter(({ subject }) => subject.id !== own?.id);
  // Who calls comes first, then calling oneself, then crews that may only be out of reach.
  const calls = others.filter(({ kind }) => kind === "sos");
  const overdue = others.filter(({ kind }) => kind === "overdue");
  return (
    <Screen title={t("officer.sos_title")}>
      {calls.map((one) => (
        <OtherCall key={one.id} notice={one} />
      ))}
      {own ? <Calling id={own.id} at={own.at} /> : <Press />}
      {overdue.map((one) => (
        <OtherCall key={one.id} notice={one} />
      ))}
    </Screen>
  );
}

function Press() {
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    try {
      await callForHelp();
    } catch {
      toast(t("officer.not_kept"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="stack centre">
      <p>{t("officer.sos_who")}</p>
      <HoldButton
        label={t("officer.sos")}
        hint={t("officer.sos_hold")}
        disabled={busy}
        act={() => void act()}
      />
      <p class="big strong">{busy ? t("officer.working") : t("officer.sos_hold")}</p>
    </div>
  );
}

function Calling({ id, at }: { id: string; at: string }) {
  const [asking, setAsking] = useState(false);
  const state = callState.value;
  return (
    <section class="stack" aria-live="assertive">
      <p class="calling">{t("officer.sos_calling", { at: shortTime(at) })}</p>
      <p class="big">
        {!arrived.value
          ? t("officer.sos_not_arrived")
          : state?.seen_at
            ? t("officer.sos_seen", { at: shortTime(state.seen_at) })
            : t("officer.sos_arrived")}
      </p>
      {state && <Signs state={state} />}
      <Button wide large onPress={() => setAsking(true)}>
        {t("officer.sos_end")}
      </Button>
      {asking && (
        <Sheet title={t("officer.sos_end")} close={() => setAsking(false)}>
          <p>{t("officer.sos_end_why")}</p>
          <Button look="strong" large wide onPress={() => void giveSign(id, "ended")}>
            {t("officer.sos_end")}
          </Button>
          <Button wide onPress={() => setAsking(false)}>
            {t("officer.cancel")}
          </Button>
        </Sheet>
      )}
    </section>
  );
}

const SIGN_WORD = {
  seen: "officer.sign_seen",
  coming: "officer.sign_coming",
  ended: "officer.sign_ended",
} as const;

function Signs({ state }: { state: AlarmState }) {
  return (
    <ul class="list">
      {state.signs.map((one) => (
        <li key={one.id} class="item">
          <span class="item-main">
            <span class="item-title">
              {one.officer_id ? nameOfOfficer(one.officer_id) : t("officer.program")}
            </span>
            <span class="quiet small">{shortTime(one.at)}</span>
          </span>
          <span class="tag" data-tone={one.sign === "coming" ? "ok" : ""}>
            {t(SIGN_WORD[one.sign])}
          </span>
        </li>
      ))}
    </ul>
  );
}

function OtherCall({ notice }: { notice: Notice }) {
  const [state, setState] = useState<AlarmState | null>(null);
  const id = notice.subject.id;
  useEffect(() => {
    // Looking at it is what "seen" means: the one who calls is waiting for it.
    see(notice).catch(() => {});
    ask<AlarmState>(`/api/v1/alarms/${id}`).then(
      ({ body }) => setState(body),
      () => {},
    );
  }, [notice]);
  const say = async (sign: "seen" | "coming" | "ended") => {
    try {
      await giveSign(id, sign);
      toast(t("officer.kept_here"));
    } catch {
      toast(t("officer.not_kept"));
    }
  };
  const place = state?.position;
  return (
    <section class="stack other-call">
      <p class="big strong">{alarmWords(notice)}</p>
      {place && (
        <p>
          {place.lat.toFixed(5)}, {place.lon.toFixed(5)}
          {place.accuracy_m !== null && ` ±${Math.round(place.accuracy_m)} m`} ·{" "}
          {shortTime(place.at)}
        </p>
      )}
      {state && <Signs state={state} />}
      <div class="pair">
        <Button large onPress={() => void say("seen")}>
          {t("officer.say_seen")}
        </Button>
        <Button look="strong" large onPress={() => void say("coming")}>
          {t("officer.say_coming")}
        </Button>
      </div>
      {notice.kind === "overdue" && (
        <Button look="plain" onPress={() => void say("ended")}>
          {t("officer.say_well")}
        </Button>
      )}
    </section>
  );
}
