/** Who wrote a version: named for who administers people, otherwise as far as it goes. */
import { useAsked } from "../asking.ts";
import { type Person, USERS } from "../people/wire.ts";
import { may } from "../session.ts";
import { t } from "./words.ts";

export function useWriters(): (id: string | null) => string {
  const people = useAsked<{ items: Person[] }>(may("accounts.manage") ? USERS : null).body;
  return (id) => {
    if (id === null) return t("console_tables.at_the_server");
    return people?.items.find((one) => one.id === id)?.name ?? t("console_tables.somebody");
  };
}
