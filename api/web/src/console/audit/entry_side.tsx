/** One entry: all that its hash covers, and the way to the rest of its record. */
import { go } from "../../base/router.ts";
import { Button } from "../../ui/controls.tsx";
import { Explained } from "../parts/figure.tsx";
import { Part } from "../parts/page.tsx";
import { Outcome } from "./entry_table.tsx";
import { actionWord, actorWords, chainWord, exactTime, kindWord, thingOf } from "./said.ts";
import { look } from "./search.ts";
import type { Actor, Entry } from "./wire.ts";
import { type Key, t } from "./words.ts";

interface SideProps {
  entry: Entry;
  actors: readonly Actor[];
  /** Whether the entries of its record are what is shown already. */
  isOfRecord?: boolean;
}

export function EntrySide({ entry, actors, isOfRecord }: SideProps) {
  const { kind, id } = thingOf(entry.object);
  const { version, sha256, ...rest } = entry.details;
  const details = Object.entries({ version, sha256, ...rest }).filter(
    ([, value]) => value !== undefined,
  );
  return (
    <>
      <Part title={t("console_audit.entry_n", { chain: chainWord(entry.chain), seq: entry.seq })}>
        <dl class="audit-facts">
          <dt>{t("console_audit.at")}</dt>
          <dd>{exactTime(entry.at)}</dd>
          <dt>{t("console_audit.who")}</dt>
          <dd>
            {actorWords(entry.actor, actors)}
            <code>{entry.actor}</code>
          </dd>
          <dt>{t("console_audit.action")}</dt>
          <dd>
            {actionWord(entry.action)}
            <code>{entry.action}</code>
          </dd>
          <dt>{t("console_audit.object")}</dt>
          <dd>
            {kindWord(kind)}
            <code>{entry.object}</code>
          </dd>
          <dt>{t("console_audit.outcome")}</dt>
          <dd>
            <Outcome of={entry} />
          </dd>
          {details.map(([name, value]) => (
            <Detail key={name} name={name} value={value} />
          ))}
        </dl>
      </Part>
      <div class="audit-acts">
        {!isOfRecord && (
          <Button onPress={() => go("audit", "record", kind, id)}>
            {t("console_audit.whole_record")}
          </Button>
        )}
        <Button
          onPress={() => {
            look({ chain: entry.chain, actor: entry.actor, kind: "", action: "" });
            go("audit");
          }}
        >
          {t("console_audit.all_of_actor")}
        </Button>
      </div>
      <Part title={t("console_audit.hashes")}>
        <dl class="audit-facts">
          <dt>
            <Explained means={t("console_audit.hash_means")}>{t("console_audit.hash")}</Explained>
          </dt>
          <dd>
            <code>{entry.hash}</code>
          </dd>
          <dt>{t("console_audit.prev")}</dt>
          <dd>
            <code>{entry.prev || t("console_audit.first_entry")}</code>
          </dd>
          <dt>{t("console_audit.algorithm")}</dt>
          <dd>{entry.algorithm}</dd>
        </dl>
      </Part>
    </>
  );
}

const DETAILS: Readonly<Record<string, Key>> = {
  version: "console_audit.version",
  sha256: "console_audit.sha256",
  kind: "console_audit.detail_kind",
  state: "console_audit.detail_state",
  reason: "console_audit.detail_reason",
};

function Detail({ name, value }: { name: string; value: unknown }) {
  const plain = typeof value === "string" ? value : JSON.stringify(value);
  const key = DETAILS[name];
  return (
    <>
      <dt>{key ? t(key) : name}</dt>
      <dd>
        <code>{plain}</code>
      </dd>
    </>
  );
}
