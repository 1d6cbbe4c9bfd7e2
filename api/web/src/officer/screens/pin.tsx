/** The PIN: chosen once, typed to open. It guards what lies on the phone; the server never sees it. */
import { useState } from "preact/hooks";
import { exportLocked } from "../../outbox/index.ts";
import { Button, PIN_DIGITS, PinField } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save_file.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { MustWait, type Officer, WeakPin, WrongPin } from "../../vault/index.ts";
import { dayOf } from "../state/clock.ts";
import { choosePin, lock, people, startAnew, unlock } from "../state/entry.ts";
import { Door } from "../ui/door.tsx";
import { t } from "../words.ts";

export function FirstPinScreen({ officer }: { officer: Officer }) {
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (pin !== again) return setFault(t("officer.pins_differ"));
    setBusy(true);
    try {
      await choosePin(officer, pin);
    } catch (error) {
      setFault(pinFault(error));
      setBusy(false);
    }
  };
  return (
    <Door title={t("officer.first_pin_title", { name: officer.name })} leave={() => void lock()}>
      <p class="quiet">{t("officer.first_pin_why")}</p>
      <form class="stack" onSubmit={submit}>
        <PinField label={t("officer.pin_new")} value={pin} change={setPin} fresh />
        <PinField
          label={t("officer.pin_again")}
          value={again}
          change={setAgain}
          fault={fault}
          fresh
        />
        <button
          type="submit"
          class="button strong large wide"
          disabled={busy || pin.length < PIN_DIGITS || again.length < PIN_DIGITS}
        >
          {busy ? t("officer.working") : t("officer.pin_set")}
        </button>
      </form>
    </Door>
  );
}

export function UnlockScreen({ officer }: { officer: Officer }) {
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [forgotten, setForgotten] = useState(false);

  const open = async (typed: string) => {
    setBusy(true);
    setFault(null);
    try {
      await unlock(officer, typed);
    } catch (error) {
      setFault(pinFault(error));
      setPin("");
      setBusy(false);
    }
  };
  const change = (typed: string) => {
    setPin(typed);
    if (typed.length === PIN_DIGITS && !busy) void open(typed);
  };
  return (
    <Door title={officer.name} leave={() => void lock()}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (pin.length === PIN_DIGITS && !busy) void open(pin);
        }}
      >
        <PinField label={t("officer.pin_type")} value={pin} change={change} fault={fault} first />
        <button
          type="submit"
          class="button strong large wide"
          disabled={busy || pin.length < PIN_DIGITS}
        >
          {busy ? t("officer.working") : t("officer.pin_open")}
        </button>
      </form>
      <Button look="plain" onPress={() => setForgotten(true)}>
        {t("officer.pin_forgotten")}
      </Button>
      {forgotten && <Forgotten officer={officer} close={() => setForgotten(false)} />}
    </Door>
  );
}

/** What is under a forgotten PIN is not lost: the office opens the file, and the person begins anew. */
function Forgotten({ officer, close }: { officer: Officer; close: () => void }) {
  const found = people.value.find(
    (one) => one.officer.id === officer.id && one.setAsideAt === null,
  );
  const unsent = found?.unsent ?? 0;
  const [saved, setSaved] = useState(unsent === 0);
  const save = async () => {
    if (!found) return;
    const name = `geo-patrol-${officer.badgeNo}-${dayOf(Date.now())}.gpo`;
    saveFile(await exportLocked(found.vaultId), name);
    setSaved(true);
  };
  return (
    <Sheet title={t("officer.pin_forgotten")} close={close}>
      <p>{t("officer.forgotten_why")}</p>
      {unsent > 0 && (
        <>
          <p>{t("officer.forgotten_file", { n: unsent })}</p>
          <Button look="strong" wide onPress={() => void save()}>
            {t("officer.save_to_file")}
          </Button>
        </>
      )}
      <p class="quiet small">{t("officer.forgotten_anew")}</p>
      <Button look="danger" wide disabled={!saved} onPress={() => void startAnew(officer)}>
        {t("officer.start_anew")}
      </Button>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}

export function pinFault(error: unknown): string {
  if (error instanceof WrongPin) {
    return error.waitS > 0
      ? t("officer.pin_wrong_wait", { seconds: error.waitS })
      : t("officer.pin_wrong", { left: error.triesLeft });
  }
  if (error instanceof MustWait) return t("officer.pin_wait", { seconds: error.waitS });
  if (error instanceof WeakPin) return t("officer.pin_weak");
  return reasonOf(error);
}
