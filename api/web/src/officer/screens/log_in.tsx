/** Logging in at the server; over work in hand when a session ended meanwhile. */
import { useState } from "preact/hooks";
import { Refused, Unreachable } from "../../base/api.ts";
import { replace } from "../../base/router.ts";
import { Button } from "../../ui/controls.tsx";
import { isWhole, type LogIn, LogInFields, trimmed } from "../../ui/log_in_fields.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { refresh } from "../state/duty.ts";
import { logIn, people, phase } from "../state/entry.ts";
import { Door } from "../ui/door.tsx";
import { t } from "../words.ts";

export function LogInScreen({ login: given, again }: { login: string; again?: boolean }) {
  const [typed, setTyped] = useState<LogIn>({ login: given, password: "", code: "" });
  const [asksCode, setAsksCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await logIn(trimmed(typed));
      if (again) {
        replace();
        void refresh();
      }
    } catch (error) {
      if (wantsCode(error)) setAsksCode(true);
      setFault(error instanceof Unreachable ? t("officer.log_in_offline") : reasonOf(error));
      setBusy(false);
    }
  };
  const leave = again
    ? () => replace()
    : people.value.length > 0
      ? () => {
          phase.value = { name: "choosing" };
        }
      : undefined;
  return (
    <Door title={t("officer.log_in_title")} {...(leave ? { leave } : {})}>
      {again && <p class="note">{t("officer.log_in_again")}</p>}
      <form class="stack" onSubmit={submit}>
        <LogInFields
          value={typed}
          change={setTyped}
          asksCode={asksCode}
          words={{
            login: t("officer.login_name"),
            password: t("officer.password"),
            code: t("officer.second_code"),
          }}
        />
        <p class="fault" role="alert">
          {fault ?? ""}
        </p>
        <button type="submit" class="button strong large wide" disabled={busy || !isWhole(typed)}>
          {busy ? t("officer.logging_in") : t("officer.log_in")}
        </button>
        {!asksCode && (
          <Button look="plain" onPress={() => setAsksCode(true)}>
            {t("officer.have_code")}
          </Button>
        )}
      </form>
    </Door>
  );
}

const OF_SECOND_FACTOR = ["accounts.code_needed", "accounts.wrong_second_factor"];

function wantsCode(error: unknown): boolean {
  return error instanceof Refused && OF_SECOND_FACTOR.includes(error.problem.code ?? "");
}
