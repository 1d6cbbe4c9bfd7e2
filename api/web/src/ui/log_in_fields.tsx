/** What somebody signs in with; the code of the second factor once it is asked for. */
import { Field } from "./controls.tsx";

export interface LogIn {
  login: string;
  password: string;
  code: string;
}

interface LogInFieldsProps {
  value: LogIn;
  change: (value: LogIn) => void;
  asksCode: boolean;
  /** What each field is called here. */
  words: Readonly<Record<keyof LogIn, string>>;
}

export function LogInFields({ value, change, asksCode, words }: LogInFieldsProps) {
  return (
    <>
      <Field
        label={words.login}
        value={value.login}
        change={(login) => change({ ...value, login })}
        complete="username"
        max={64}
      />
      <Field
        label={words.password}
        value={value.password}
        change={(password) => change({ ...value, password })}
        kind="password"
        complete="current-password"
        max={1024}
      />
      {asksCode && (
        <Field
          label={words.code}
          value={value.code}
          change={(code) => change({ ...value, code })}
          complete="one-time-code"
          max={64}
        />
      )}
    </>
  );
}

/** Whether there is enough to be sent. */
export function isWhole({ login, password }: LogIn): boolean {
  return login.trim() !== "" && password !== "";
}

/** Return it as it is sent: a password is taken as it was typed. */
export function trimmed({ login, password, code }: LogIn): LogIn {
  return { login: login.trim(), password, code: code.trim() };
}
