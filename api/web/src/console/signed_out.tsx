/** The session ended meanwhile: the rooms lie covered, as they were, until the same person is back. */
import "./signed_out.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { Refused } from "../base/api.ts";
import { Button } from "../ui/controls.tsx";
import { isWhole, type LogIn, LogInFields, trimmed } from "../ui/log_in_fields.tsx";
import { reasonOf } from "../ui/states.tsx";
import { news } from "./feed.ts";
import { checkSession, session, signInAgain, toLogIn } from "./session.ts";
import { t } from "./words.ts";

const OF_SECOND_FACTOR = ["accounts.code_needed", "accounts.wrong_second_factor"];

export function SignedOut() {
  const before = useRef(document.activeElement);
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<LogIn>({ login: "", password: "", code: "" });
  const [asksCode, setAsksCode] = useState(false);
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    form.current?.querySelector("input")?.focus();
    // Another tab may have signed in for all.
    const look = () => void checkSession();
    addEventListener("focus", look);
    return () => {
      removeEventListener("focus", look);
      // What was asked in between was refused.
      news.value += 1;
      // It can take the focus only once it is to be seen again.
      const { current } = before;
      if (current instanceof HTMLElement) requestAnimationFrame(() => current.focus());
    };
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    setSending(true);
    setError(null);
    signInAgain(trimmed(typed)).catch((failure: unknown) => {
      const why = failure instanceof Refused ? failure.problem.code : undefined;
      if (why && OF_SECOND_FACTOR.includes(why)) setAsksCode(true);
      setError(failure);
      setSending(false);
    });
  };
  return (
    <div class="signed-out" role="dialog" aria-modal="true" aria-labelledby="signed-out-title">
      <form class="stack" ref={form} onSubmit={submit}>
        <h1 id="signed-out-title">{t("console.ended")}</h1>
        <p>{t("console.ended_what", { name: session.value?.name ?? "" })}</p>
        <LogInFields
          value={typed}
          change={setTyped}
          asksCode={asksCode}
          words={{
            login: t("console.login_name"),
            password: t("console.password"),
            code: t("console.second_code"),
          }}
        />
        {error !== null && (
          <p class="fault" role="alert">
            {reasonOf(error)}
          </p>
        )}
        <button type="submit" class="button strong wide" disabled={isSending || !isWhole(typed)}>
          {t("console.log_in")}
        </button>
        <Button look="plain" wide onPress={toLogIn}>
          {t("console.ended_leave")}
        </Button>
      </form>
    </div>
  );
}
