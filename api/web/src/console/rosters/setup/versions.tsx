/** What the setup was before: who changed what and when, and the way back to it. */

import { listed } from "../../../base/words.ts";
import { Button } from "../../../ui/controls.tsx";
import { useAsked } from "../../asking.ts";
import { personName } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Part } from "../../parts/page.tsx";
import { shortTime } from "../../times.ts";
import type { Basis } from "../wire.ts";
import { language, t } from "../words.ts";
import { isSame, unlike } from "./edits.ts";
import { type Rule, ruleName } from "./rules.ts";
import type { Edited, SetupDesk } from "./setup_desk.ts";

interface Version {
  version: number;
  accepted_at: string;
  actor_id: string | null;
  body: Edited;
}

interface VersionsProps {
  desk: SetupDesk;
  rules: readonly Rule[];
  canWrite: boolean;
}

export function SetupVersions({ desk, rules, canWrite }: VersionsProps) {
  const kept = desk.kept.value;
  // The hash is never sent: another version is another question.
  const asked = useAsked<{ versions: Version[] }>(
    kept?.id ? `/api/v1/history/roster_setup/${kept.id}#${kept.version}` : null,
  );
  const shown = desk.shown.value;
  return (
    <Part title={t("console_rosters.versions")}>
      {kept?.id === null ? (
        <p class="quiet">{t("console_rosters.setup_not_there")}</p>
      ) : (
        <Show asked={asked}>
          {({ versions }) => (
            <ol class="versions">
              {[...versions].reverse().map((one) => {
                const before = versions.find(({ version }) => version === one.version - 1);
                const isShown = shown !== null && isSame(one.body, shown);
                return (
                  <li key={one.version} aria-current={isShown || undefined}>
                    <p>
                      <b>{t("console_rosters.version_n", { n: one.version })}</b>{" "}
                      <span class="quiet">
                        {shortTime(one.accepted_at)}{" "}
                        {one.actor_id === null
                          ? t("console_rosters.by_import")
                          : personName(one.actor_id)}
                      </span>
                    </p>
                    {before && <p class="small">{unlikeWords(before.body, one.body, rules)}</p>}
                    {one.body.note && <p class="quiet small">{one.body.note}</p>}
                    {canWrite && !isShown && (
                      <Button onPress={() => desk.edit(one.body)}>
                        {t("console_rosters.bring_back")}
                      </Button>
                    )}
                  </li>
                );
              })}
            </ol>
          )}
        </Show>
      )}
    </Part>
  );
}

/** Say what is unlike between two setups, by name. */
export function unlikeWords(one: Basis, other: Basis, rules: readonly Rule[]): string {
  const { shifts, posts, rules: changed } = unlike(one, other);
  const postName = (code: string) =>
    [...other.posts, ...one.posts].find((post) => post.code === code)?.name || code;
  const name = (code: string) => {
    const rule = rules.find((each) => each.rule === code);
    return rule ? ruleName(rule, language.value) : code;
  };
  const parts = [
    { what: t("console_rosters.shifts"), names: shifts },
    { what: t("console_rosters.posts"), names: posts.map(postName) },
    { what: t("console_rosters.rules"), names: changed.map(name) },
  ].filter(({ names }) => names.length > 0);
  if (parts.length === 0) return t("console_rosters.nothing_unlike");
  return parts
    .map(({ what, names }) => `${what}${t("console_rosters.colon")}${listed(names)}`)
    .join(language.value === "zh" ? "；" : "; ");
}
