/** Whether somebody can sign in, and how a new password is told to who hands it on. */
import type { Secret } from "./once.tsx";
import type { Person } from "./wire.ts";
import { t } from "./words.ts";

export function PersonState({ one }: { one: Person }) {
  if (one.disabled_at !== null) {
    return (
      <span class="tag" data-tone="bad">
        {t("console_people.closed")}
      </span>
    );
  }
  return one.has_password ? (
    <span class="tag" data-tone="ok">
      {t("console_people.can_sign_in")}
    </span>
  ) : (
    <span class="tag" data-tone="wait">
      {t("console_people.no_password")}
    </span>
  );
}

export function passwordOf(person: Pick<Person, "name" | "login">, password: string): Secret {
  return {
    title: t("console_people.password_of", { name: person.name }),
    words: t("console_people.password_do"),
    rows: [
      { label: t("console_people.login"), value: person.login },
      { label: t("console_people.password"), value: password },
    ],
  };
}
