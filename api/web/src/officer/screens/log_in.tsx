/** Logging in at the server; over work in hand when a session ended meanwhile. */
import { useState } from "preact/hooks";
import { Refused, Unreachable } from "../../base/api.ts";
import { replace } from "../../base/router.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { refresh } from "../state/duty.ts";
import { logIn, people, phase } from "../state/entry.ts";
import { Door } from "../ui/door.tsx";
import { t } from "../words.ts";

export function LogInScreen({ login: given, again }: { login: string; again?: boolean }) {
  const [login, setLogin] = useState(given);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await logIn({ login: login.trim(), password, code: code.trim() });
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
        <Field
          label={t("officer.login_name")}
          value={login}
          change={setLogin}
          complete="username"
          max={64}
        />
        <Field
          label={t("officer.password")}
          value={password}
          change={setPassword}
          kind="password"
          complete="current-password"
          max={1024}
        />
        {asksCode && (
          <Field
            label={t("officer.second_code")}
            value={code}
            change={setCode}
            complete="one-time-code"
            max={64}
          />
        )}
        <p class="fault" role="alert">
          {fault ?? ""}
        </p>
        <button
          type="submit"
          class="button strong large wide"
          disabled={busy || login.trim() === "" || password === ""}
        >
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
