/** All people, the one that is looked at, and a new one. */
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { replace } from "../../base/router.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { useOffice } from "../office.ts";
import { Show } from "../parts/asked.tsx";
import { Page, Split } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import type { Role } from "../session.ts";
import { ALL, type Filter, isMeant, type State } from "./filter.ts";
import { Once, type Secret } from "./once.tsx";
import { PersonForm } from "./person_form.tsx";
import { PersonSide } from "./person_side.tsx";
import { PersonState, passwordOf } from "./person_state.tsx";
import { ROLES, roleWord } from "./role_words.ts";
import { squadsOf, squadWord } from "./squads.ts";
import { Ways } from "./ways.tsx";
import { freshPassword, type Person, USERS } from "./wire.ts";
import { t } from "./words.ts";

const filter = signal<Filter>(ALL);

export function Accounts({ chosen }: { chosen: string | null }) {
  useOffice();
  const asked = useAsked<{ items: Person[] }>(USERS);
  const [isNew, setNew] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const people = asked.body?.items ?? [];
  const squads = squadsOf(people.map(({ squad }) => squad));
  const found = people.filter((one) => isMeant(one, filter.value));
  const one = people.find(({ id }) => id === chosen) ?? null;
  const added = async (person: Person) => {
    setNew(false);
    asked.again();
    replace("people", person.id);
    setSecret(passwordOf(person, await freshPassword(person.id)));
    asked.again();
  };
  return (
    <Page
      fill
      title={t("console_people.title")}
      sub={asked.body && countWords(found.length, people.length)}
      tools={
        <>
          <Ways at="people" />
          <Button look="strong" onPress={() => setNew(true)}>
            {t("console_people.new_person")}
          </Button>
        </>
      }
    >
      <Split
        main={
          <div class="people-main">
            <Filters squads={squads} />
            <Show
              asked={asked}
              isEmpty={() => found.length === 0}
              empty={<p>{t("console_people.nobody_found")}</p>}
            >
              {() => <List people={found} chosen={chosen} />}
            </Show>
          </div>
        }
        side={
          one ? (
            <PersonSide
              key={one.id}
              one={one}
              squads={squads}
              changed={asked.again}
              show={setSecret}
            />
          ) : (
            <p class="quiet">{t("console_people.choose_person")}</p>
          )
        }
      />
      {isNew && <PersonForm squads={squads} close={() => setNew(false)} saved={added} />}
      {secret && <Once secret={secret} close={() => setSecret(null)} />}
    </Page>
  );
}

function countWords(n: number, of: number): string {
  return n === of ? t("console_people.all_people", { n }) : t("console_people.n_people", { n, of });
}

function Filters({ squads }: { squads: readonly string[] }) {
  const now = filter.value;
  const change = (part: Partial<Filter>) => {
    filter.value = { ...now, ...part };
  };
  return (
    <search class="people-filters">
      <Field
        label={t("console_people.find")}
        value={now.text}
        max={60}
        change={(text) => change({ text })}
      />
      <Select
        label={t("console_people.squad")}
        options={[
          { value: "", label: t("console_people.all") },
          ...squads.map((code) => ({ value: code, label: squadWord(code) })),
        ]}
        value={now.squad}
        choose={(squad) => change({ squad })}
      />
      <Select<Role | "">
        label={t("console_people.role")}
        options={[
          { value: "", label: t("console_people.all") },
          ...ROLES.map((role) => ({ value: role, label: roleWord(role) })),
        ]}
        value={now.role}
        choose={(role) => change({ role })}
      />
      <Select<State>
        label={t("console_people.state")}
        options={[
          { value: "all", label: t("console_people.all") },
          { value: "open", label: t("console_people.can_sign_in") },
          { value: "no_password", label: t("console_people.no_password") },
          { value: "closed", label: t("console_people.closed") },
        ]}
        value={now.state}
        choose={(state) => change({ state })}
      />
    </search>
  );
}

function List({ people, chosen }: { people: readonly Person[]; chosen: string | null }) {
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("console_people.name")}</th>
            <th scope="col">{t("console_people.login")}</th>
            <th scope="col">{t("console_people.badge")}</th>
            <th scope="col">{t("console_people.squad")}</th>
            <th scope="col">{t("console_people.role")}</th>
            <th scope="col">{t("console_people.certificate")}</th>
            <th scope="col">{t("console_people.state")}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.id} aria-selected={one.id === chosen}>
              <td>
                <button
                  type="button"
                  class="cell-link"
                  aria-pressed={one.id === chosen}
                  onClick={() => replace("people", one.id)}
                >
                  {one.name}
                </button>
              </td>
              <td>{one.login}</td>
              <td>{one.badge_no}</td>
              <td class="people-word">
                {[one.squad, ...one.more_squads].map(squadWord).join(" ")}
              </td>
              <td class="people-word">{roleWord(one.role)}</td>
              <td>{one.certified ? t("console_people.yes") : "—"}</td>
              <td>
                <PersonState one={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
