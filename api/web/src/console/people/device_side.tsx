/** One device: what came of it, and its token. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { tell } from "../asking.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Explained } from "../parts/figure.tsx";
import { Part } from "../parts/page.tsx";
import { fullTime, number } from "../times.ts";
import { DeviceForm } from "./device_form.tsx";
import { kindMeans, kindWord } from "./device_words.ts";
import type { Secret } from "./once.tsx";
import { squadWord } from "./squads.ts";
import { DEVICES, type Device, deviceBodyOf, freshToken, type Person, versionOf } from "./wire.ts";
import { t } from "./words.ts";

interface SideProps {
  one: Device;
  people: readonly Person[];
  squads: readonly string[];
  changed: () => void;
  show: (secret: Secret) => void;
}

export function hasToken({ token_at, revoked_at }: Device): boolean {
  return token_at !== null && revoked_at === null;
}

export function TokenState({ one }: { one: Device }) {
  if (hasToken(one)) {
    return (
      <span class="tag" data-tone="ok">
        {t("console_people.token_good")}
      </span>
    );
  }
  return one.revoked_at !== null ? (
    <span class="tag" data-tone="bad">
      {t("console_people.token_revoked")}
    </span>
  ) : (
    <span class="tag" data-tone="wait">
      {t("console_people.token_none")}
    </span>
  );
}

export function DeviceSide({ one, people, squads, changed, show }: SideProps) {
  const [act, setAct] = useState<"token" | "revoke" | null>(null);
  const [version, setVersion] = useState<{ tag: string | undefined } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const path = `${DEVICES}/${one.id}`;
  const run = (work: () => Promise<void>) => {
    setAct(null);
    setError(null);
    work().catch(setError).finally(changed);
  };
  const give = () => run(async () => show(tokenOf(one, await freshToken(one.id))));
  const revoke = () =>
    run(async () => {
      await tell(`${path}/token`, undefined, "DELETE");
      toast(t("console_people.revoked_now", { name: one.name }));
    });
  const edit = () => run(async () => setVersion({ tag: await versionOf(path) }));
  const saved = (now: Device) => {
    const before = deviceBodyOf(one);
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
  const isAgain = hasToken(one);
  return (
    <>
      <Part title={one.name} aside={<TokenState one={one} />}>
        <Facts one={one} people={people} />
        {error !== null && (
          <p class="note" data-tone="bad" role="alert">
            {reasonOf(error)}
          </p>
        )}
      </Part>
      <Part title={t("console_people.acts")}>
        <div class="people-acts">
          <Button onPress={edit}>{t("console_people.change")}</Button>
          <Button onPress={isAgain ? () => setAct("token") : give}>
            {t(isAgain ? "console_people.new_token" : "console_people.give_token")}
          </Button>
          {isAgain && (
            <Button look="danger" onPress={() => setAct("revoke")}>
              {t("console_people.revoke_token")}
            </Button>
          )}
        </div>
      </Part>
      {act === "token" && (
        <Dialog
          title={t("console_people.new_token")}
          close={() => setAct(null)}
          act={{ label: t("console_people.new_token"), run: give }}
        >
          <p>{t("console_people.new_token_means")}</p>
        </Dialog>
      )}
      {act === "revoke" && (
        <Dialog
          title={t("console_people.revoke_token")}
          close={() => setAct(null)}
          act={{ label: t("console_people.revoke_token"), run: revoke, look: "danger" }}
        >
          <p>{t("console_people.revoke_means", { name: one.name })}</p>
        </Dialog>
      )}
      {version !== null && (
        <DeviceForm
          one={one}
          {...(version.tag ? { version: version.tag } : {})}
          squads={squads}
          people={people}
          close={() => setVersion(null)}
          saved={saved}
        />
      )}
    </>
  );
}

function tokenOf(one: Device, token: string): Secret {
  const rows = [{ label: t("console_people.token"), value: token }];
  if (one.kind === "tracker") {
    rows.push({
      label: t("console_people.ingest_address"),
      value: `${location.origin}/ingest/${token}`,
    });
  }
  return {
    title: t("console_people.token_of", { name: one.name }),
    words: t(
      one.kind === "tracker" ? "console_people.token_do_tracker" : "console_people.token_do",
    ),
    rows,
  };
}

function Facts({ one, people }: { one: Device; people: readonly Person[] }) {
  const { reported } = one;
  return (
    <dl class="people-facts">
      <dt>{t("console_people.kind")}</dt>
      <dd>
        <Explained means={kindMeans(one.kind)}>{kindWord(one.kind)}</Explained>
      </dd>
      <dt>{t("console_people.squad")}</dt>
      <dd>{squadWord(one.squad)}</dd>
      {one.kind === "tracker" && (
        <>
          <dt>{t("console_people.carried_by")}</dt>
          <dd>
            {people.find(({ id }) => id === one.officer_id)?.name ?? t("console_people.nobody")}
          </dd>
        </>
      )}
      <dt>{t("console_people.token_since")}</dt>
      <dd>{one.token_at === null ? "—" : fullTime(one.token_at)}</dd>
      {one.revoked_at !== null && (
        <>
          <dt>{t("console_people.token_revoked")}</dt>
          <dd>{fullTime(one.revoked_at)}</dd>
        </>
      )}
      {reported !== null && (
        <>
          <dt>{t("console_people.heard_at")}</dt>
          <dd>{fullTime(reported.heard_at)}</dd>
          <dt>{t("console_people.kept")}</dt>
          <dd>{t("console_people.n_fixes", { n: number(reported.kept) })}</dd>
          <dt>{t("console_people.off_duty")}</dt>
          <dd>{t("console_people.n_fixes", { n: number(reported.off_duty) })}</dd>
          <dt>{t("console_people.unusable")}</dt>
          <dd>{t("console_people.n_fixes", { n: number(reported.unusable) })}</dd>
          <dt>{t("console_people.expired")}</dt>
          <dd>{t("console_people.n_fixes", { n: number(reported.expired) })}</dd>
        </>
      )}
    </dl>
  );
}
