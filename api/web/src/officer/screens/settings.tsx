/** Language, light, PIN, room on the phone, version; and going off without losing anything. */
import { useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { chooseTheme, type Theme, theme } from "../../base/theme.ts";
import { NOTE_KEY } from "../../capture/index.ts";
import { Button, Choice, PIN_DIGITS, PinField } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { changePin } from "../../vault/index.ts";
import { clock, offsetWords, shortTime, size } from "../state/clock.ts";
import { here, lock, logOut, session, status } from "../state/entry.ts";
import { running } from "../state/patrol.ts";
import { Screen } from "../ui/screen.tsx";
import { version, worksOffline } from "../update.ts";
import { chooseLanguage, type Language, language, t } from "../words.ts";
import { pinFault } from "./pin.tsx";

export function SettingsScreen() {
  const { officer } = here();
  const [asking, setAsking] = useState<"pin" | "leave" | null>(null);
  const themes: { value: Theme; label: string }[] = [
    { value: "auto", label: t("officer.theme_auto") },
    { value: "light", label: t("officer.theme_light") },
    { value: "dark", label: t("officer.theme_dark") },
    { value: "sun", label: t("officer.theme_sun") },
  ];
  const languages: { value: Language; label: string }[] = [
    { value: "zh", label: "中文" },
    { value: "en", label: "English" },
  ];
  return (
    <Screen title={t("officer.more")} sub={`${officer.name} · ${officer.badgeNo}`}>
      <Choice
        label={t("officer.theme")}
        options={themes}
        value={theme.value}
        choose={chooseTheme}
      />
      <Choice
        label={t("officer.language")}
        options={languages}
        value={language.value}
        choose={chooseLanguage}
      />
      <Button wide onPress={() => go("roster")}>
        {t("officer.roster.title")}
      </Button>
      <Button wide onPress={() => go("route")}>
        {t("officer.declare_route")}
      </Button>
      <Button wide onPress={() => setAsking("pin")}>
        {t("officer.pin_change")}
      </Button>
      <OnThisPhone />
      <Button wide onPress={() => void lock()}>
        {t("officer.lock")}
      </Button>
      <Button look="danger" wide onPress={() => setAsking("leave")}>
        {t("officer.log_out")}
      </Button>
      <p class="quiet small">
        {t("officer.about", { version })}{" "}
        <a class="link" href="/officer/licences.txt">
          {t("officer.licences")}
        </a>
      </p>
      {asking === "pin" && <PinSheet close={() => setAsking(null)} />}
      {asking === "leave" && <LeaveSheet close={() => setAsking(null)} />}
    </Screen>
  );
}

function OnThisPhone() {
  const now = status.value;
  const offset = clock.offset();
  const wrong = clock.isWrong();
  const rows: [string, string][] = [
    [
      t("officer.session"),
      session.value
        ? t("officer.session_until", { at: shortTime(session.value.expires_at) })
        : t("officer.session_none"),
    ],
    [
      t("officer.storage"),
      now
        ? t("officer.storage_used", {
            used: size(now.storage.used),
            quota: size(now.storage.quota),
          })
        : "—",
    ],
    [
      t("officer.works_offline"),
      worksOffline.value === null
        ? t("ui.loading")
        : worksOffline.value
          ? t("officer.yes")
          : t("officer.no_offline"),
    ],
    [
      t("officer.phone_clock"),
      wrong ? t(NOTE_KEY.clockWrong, { offset: offsetWords(offset.ms) }) : t("officer.clock_right"),
    ],
  ];
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function PinSheet({ close }: { close: () => void }) {
  const [old, setOld] = useState("");
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const ready = [old, pin, again].every((one) => one.length === PIN_DIGITS);
  const change = async () => {
    if (pin !== again) return setFault(t("officer.pins_differ"));
    setBusy(true);
    try {
      await changePin(here().vault, old, pin);
      toast(t("officer.pin_changed"));
      close();
    } catch (error) {
      setFault(pinFault(error));
      setBusy(false);
    }
  };
  return (
    <Sheet title={t("officer.pin_change")} close={close}>
      <PinField label={t("officer.pin_old")} value={old} change={setOld} />
      <PinField label={t("officer.pin_new")} value={pin} change={setPin} fresh />
      <PinField
        label={t("officer.pin_again")}
        value={again}
        change={setAgain}
        fault={fault}
        fresh
      />
      <Button look="strong" large wide disabled={!ready || busy} onPress={() => void change()}>
        {t("officer.pin_set")}
      </Button>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}

function LeaveSheet({ close }: { close: () => void }) {
  const unsent = (status.value?.waiting ?? 0) + (status.value?.filesWaiting ?? 0);
  return (
    <Sheet title={t("officer.log_out")} close={close}>
      <p>
        {unsent > 0 ? t("officer.log_out_unsent", { n: unsent }) : t("officer.log_out_nothing")}
      </p>
      {running.value && <p class="note">{t("officer.log_out_running")}</p>}
      <Button look="danger" large wide onPress={() => void logOut()}>
        {t("officer.log_out")}
      </Button>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}
