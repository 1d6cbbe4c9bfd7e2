/** One person: what is known of the account, and what can be done with it. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { tell } from "../asking.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Explained } from "../parts/figure.tsx";
import { Part } from "../parts/page.tsx";
import { session } from "../session.ts";
import { fullTime } from "../times.ts";
import type { Secret } from "./once.tsx";
import { PersonForm } from "./person_form.tsx";
import { PersonState, passwordOf } from "./person_state.tsx";
import { roleMeans, roleWord } from "./role_words.ts";
import { squadWord } from "./squads.ts";
import { bodyOf, freshPassword, type Person, setDisabled, USERS, versionOf } from "./wire.ts";
import { t } from "./words.ts";

interface SideProps {
  one: Person;
  squads: readonly string[];
  changed: () => void;
  show: (secret: Secret) => void;
}

type Act = "password" | "sessions" | "factor" | "close";

export function PersonSide({ one, squads, changed, show }: SideProps) {
  const [act, setAct] = useState<Act | null>(null);
  const [version, setVersion] = useState<{ tag: string | undefined } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const path = `${USERS}/${one.id}`;
  const isMe = one.id === session.value?.id;
  const run = (work: () => Promise<void>) => {
    setAct(null);
    setError(null);
    work().catch(setError).finally(changed);
  };
  const open = async () => {
    await setDisabled(one.id, false);
    toast(t("console_people.opened", { name: one.name }));
  };
  const close = async () => {
    await setDisabled(one.id, true);
    toast(t("console_people.closed_now", { name: one.name }), {
      label: t("console_people.undo"),
      run: () => run(open),
    });
  };
  const acts: Record<Act, () => Promise<void>> = {
    password: async () => show(passwordOf(one, await freshPassword(one.id))),
    sessions: async () => {
      await tell(`${path}/sessions`, undefined, "DELETE");
      toast(t("console_people.sessions_ended", { name: one.name }));
    },
    factor: async () => {
      await tell(`${path}/second-factor`, undefined, "DELETE");
      toast(t("console_people.factor_dropped", { name: one.name }));
    },
    close,
  };
  const edit = () => run(async () => setVersion({ tag: await versionOf(path) }));
  const saved = async (now: Person) => {
    const before = bodyOf(one);
    setVersion(null);
    changed();
    toast(t("console_people.saved", { name: now.name }), {
      label: t("console_people.undo"),
      run: () =>
        run(async () => {
          await tell(path, before, "PUT", await versionOf(path));
        }),
    });
  };
  return (
    <>
      <Part title={one.name} aside={<PersonState one={one} />}>
        <Facts one={one} />
        {error !== null && (
          <p class="note" data-tone="bad" role="alert">
            {reasonOf(error)}
          </p>
        )}
      </Part>
      <Part title={t("console_people.acts")}>
        <div class="people-acts">
          <Button onPress={edit}>{t("console_people.change")}</Button>
          <Button onPress={() => setAct("password")}>{t("console_people.give_password")}</Button>
          <Button onPress={() => setAct("sessions")}>{t("console_people.end_sessions")}</Button>
          {one.has_second_factor && (
            <Button onPress={() => setAct("factor")}>{t("console_people.drop_factor")}</Button>
          )}
          {one.disabled_at !== null ? (
            <Button look="strong" onPress={() => run(open)}>
              {t("console_people.open")}
            </Button>
          ) : (
            <Button look="danger" onPress={() => setAct("close")}>
              {t("console_people.close_account")}
            </Button>
          )}
        </div>
        {isMe && <p class="note">{t("console_people.this_is_you")}</p>}
      </Part>
      {act !== null && (
        <Sure act={act} name={one.name} close={() => setAct(null)} run={() => run(acts[act])} />
      )}
      {version !== null && (
        <PersonForm
          one={one}
          {...(version.tag ? { version: version.tag } : {})}
          squads={squads}
          close={() => setVersion(null)}
          saved={saved}
        />
      )}
    </>
  );
}

function Facts({ one }: { one: Person }) {
  return (
    <dl class="people-facts">
      <dt>{t("console_people.role")}</dt>
      <dd>
        <Explained means={roleMeans(one.role)}>{roleWord(one.role)}</Explained>
      </dd>
      <dt>{t("console_people.squad")}</dt>
      <dd>{[one.squad, ...one.more_squads].map(squadWord).join(" ")}</dd>
      <dt>{t("console_people.login")}</dt>
      <dd>{one.login}</dd>
      <dt>{t("console_people.badge")}</dt>
      <dd>{one.badge_no}</dd>
      <dt>{t("console_people.certificate")}</dt>
      <dd>{t(one.certified ? "console_people.has_certificate" : "console_people.none")}</dd>
      <dt>{t("console_people.second_factor")}</dt>
      <dd>{t(one.has_second_factor ? "console_people.is_on" : "console_people.is_off")}</dd>
      {one.disabled_at !== null && (
        <>
          <dt>{t("console_people.closed_at")}</dt>
          <dd>{fullTime(one.disabled_at)}</dd>
        </>
      )}
      {one.demo && (
        <>
          <dt>{t("console_people.note")}</dt>
          <dd>{t("console_people.demo")}</dd>
        </>
      )}
    </dl>
  );
}

interface SureProps {
  act: Act;
  name: string;
  close: () => void;
  run: () => void;
}

/** What an act leads to, before it is done. */
function Sure({ act, name, close, run }: SureProps) {
  const words = {
    password: {
      title: t("console_people.give_password_to", { name }),
      text: t("console_people.give_password_means"),
      label: t("console_people.give_password"),
    },
    sessions: {
      title: t("console_people.end_sessions_of", { name }),
      text: t("console_people.end_sessions_means"),
      label: t("console_people.end_sessions"),
    },
    factor: {
      title: t("console_people.drop_factor_of", { name }),
      text: t("console_people.drop_factor_means"),
      label: t("console_people.drop_factor"),
    },
    close: {
      title: t("console_people.close_account_of", { name }),
      text: t("console_people.close_account_means"),
      label: t("console_people.close_account"),
    },
  }[act];
  const look = act === "close" ? "danger" : "strong";
  return (
    <Dialog title={words.title} close={close} act={{ label: words.label, run, look }}>
      <p>{words.text}</p>
    </Dialog>
  );
}
