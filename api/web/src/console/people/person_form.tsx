/** A person as they are written: new, or changed. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { Chip, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { tell } from "../asking.ts";
import { faultAt } from "../faults.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Select } from "../parts/select.tsx";
import type { Role } from "../session.ts";
import { isOfAllSquads, ROLES, roleMeans, roleWord } from "./role_words.ts";
import { squadWord } from "./squads.ts";
import { bodyOf, type Person, type PersonBody, USERS } from "./wire.ts";
import { t } from "./words.ts";

const FIELDS = ["name", "login", "badge_no", "role", "squad", "squads", "more_squads"];

interface FormProps {
  /** Null makes a new one. */
  one?: Person;
  version?: string;
  squads: readonly string[];
  close: () => void;
  saved: (person: Person) => void;
}

export function PersonForm({ one, version, squads, close, saved }: FormProps) {
  const [id] = useState(() => one?.id ?? uuid7());
  const [body, setBody] = useState<PersonBody>(() => (one ? bodyOf(one) : blank(squads)));
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<PersonBody>) => setBody({ ...body, ...part });
  const choose = (role: Role) =>
    change({
      role,
      certified: role === "auxiliary" ? false : body.certified,
      squad: body.squad ?? (isOfAllSquads(role) ? null : (squads[0] ?? null)),
    });
  const save = () => {
    setBusy(true);
    setError(null);
    tell<Person>(`${USERS}/${id}`, trimmed(body), "PUT", version)
      .then(saved)
      .catch((failure: unknown) => {
        setError(failure);
        setBusy(false);
      });
  };
  const isWhole = [body.name, body.login, body.badge_no].every((text) => text.trim() !== "");
  const isElsewhere = error !== null && faultAt(error, ...FIELDS) === null;
  return (
    <Dialog
      title={
        one ? t("console_people.change_of", { name: one.name }) : t("console_people.new_person")
      }
      close={close}
      act={{
        label: t(one ? "console_people.save" : "console_people.save_new"),
        run: save,
        disabled: !isWhole || isBusy,
      }}
    >
      <div class="people-form">
        <Field
          label={t("console_people.name")}
          value={body.name}
          max={32}
          fault={faultAt(error, "name")}
          change={(name) => change({ name })}
        />
        <Field
          label={t("console_people.login")}
          value={body.login}
          max={32}
          hint={t("console_people.login_hint")}
          fault={faultAt(error, "login")}
          change={(login) => change({ login })}
        />
        <Field
          label={t("console_people.badge")}
          value={body.badge_no}
          max={32}
          hint={t("console_people.badge_hint")}
          fault={faultAt(error, "badge_no")}
          change={(badge_no) => change({ badge_no })}
        />
        <Select
          label={t("console_people.squad")}
          options={[
            ...(isOfAllSquads(body.role)
              ? [{ value: "", label: t("console_people.no_squad") }]
              : []),
            ...squads.map((code) => ({ value: code, label: squadWord(code) })),
          ]}
          value={body.squad ?? ""}
          choose={(squad) => change({ squad: squad || null })}
        />
      </div>
      <Faults words={faultAt(error, "squad", "squads", "more_squads")} />
      <Select<Role>
        label={t("console_people.role")}
        options={ROLES.map((role) => ({ value: role, label: roleWord(role) }))}
        value={body.role}
        choose={choose}
      />
      <p class="quiet small">{roleMeans(body.role)}</p>
      <Faults words={faultAt(error, "role")} />
      <div class="row wrap">
        {body.role !== "auxiliary" && (
          <Chip
            label={t("console_people.certified")}
            on={body.certified}
            toggle={() => change({ certified: !body.certified })}
          />
        )}
        {squads
          .filter((code) => code !== body.squad)
          .map((code) => (
            <Chip
              key={code}
              label={t("console_people.also_of", { squad: squadWord(code) })}
              on={body.more_squads.includes(code)}
              toggle={() => change({ more_squads: toggled(body.more_squads, code) })}
            />
          ))}
      </div>
      {one && <p class="quiet small">{t("console_people.change_ends")}</p>}
      {isElsewhere && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}

function Faults({ words }: { words: string | null }) {
  return words === null ? null : (
    <p class="fault" role="alert">
      {words}
    </p>
  );
}

function blank(squads: readonly string[]): PersonBody {
  return {
    name: "",
    login: "",
    badge_no: "",
    role: "officer",
    certified: true,
    squad: squads[0] ?? null,
    more_squads: [],
  };
}

function trimmed(body: PersonBody): PersonBody {
  return {
    ...body,
    name: body.name.trim(),
    login: body.login.trim(),
    badge_no: body.badge_no.trim(),
    more_squads: body.more_squads.filter((code) => code !== body.squad),
  };
}

function toggled(list: readonly string[], code: string): string[] {
  return list.includes(code) ? list.filter((one) => one !== code) : [...list, code];
}
