/** How an incident came to be as it is: who wrote what and when, in the order it came in. */
import type { ComponentChildren } from "preact";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import type { EvidenceTold } from "../records/evidence.ts";
import { MEDIA } from "../records/evidence.ts";
import { Hidden, readsInFull } from "../records/hidden.tsx";
import type { Catalogue } from "../records/names.ts";
import { fullTime } from "../times.ts";
import { changesOf } from "./changes.ts";
import type { Decision, History, Incident, IncidentBody, VoidBody } from "./wire.ts";
import { t } from "./words.ts";

type NameOf = (id: string | null) => string | null;

interface TimelineProps {
  of: Incident;
  catalogue: Catalogue;
  files: readonly EvidenceTold[];
  decisions: readonly Decision[];
  nameOf: NameOf;
}

interface Step {
  key: string;
  at: string;
  what: string;
  who: string | null;
  tone?: "bad";
  more?: ComponentChildren;
}

export function Timeline({ of, catalogue, files, decisions, nameOf }: TimelineProps) {
  const history = useAsked<History<IncidentBody>>(`/api/v1/history/incident/${of.id}`);
  const voids = useAsked<History<VoidBody>>(
    of.void_id && `/api/v1/history/incident_void/${of.void_id}`,
  );
  return (
    <Show asked={history}>
      {(told) => {
        const steps = [
          ...written(told, catalogue, nameOf),
          ...(voids.body ? voidings(voids.body, nameOf) : []),
          ...files.map((one) => filed(one)),
          ...decisions.map((one) => decided(one, nameOf)),
        ];
        steps.sort((one, other) => one.at.localeCompare(other.at));
        return (
          <ol class="timeline">
            {steps.map((one) => (
              <li key={one.key} data-tone={one.tone}>
                <p>
                  <span class="when">{fullTime(one.at)}</span> <strong>{one.what}</strong>{" "}
                  <span class="quiet">{one.who}</span>
                </p>
                {one.more}
              </li>
            ))}
          </ol>
        );
      }}
    </Show>
  );
}

function written(told: History<IncidentBody>, catalogue: Catalogue, nameOf: NameOf): Step[] {
  const versions = told.versions.map((one, at): Step => {
    const before = told.versions[at - 1];
    const who = whoOf(one.actor_id, nameOf);
    const key = `version ${one.version}`;
    if (!before) return { key, at: one.accepted_at, what: t("console_incidents.written"), who };
    const changes = changesOf(before.body, one.body, catalogue);
    return {
      key,
      at: one.accepted_at,
      what: t("console_incidents.edited", { n: one.version }),
      who,
      more:
        changes.length > 0 ? (
          <ul class="changes">
            {changes.map((change) => (
              <li key={change.field}>
                <span class="quiet">{t(change.field)}</span>{" "}
                <del class="typed">{change.before || t("console_incidents.empty")}</del>{" "}
                <ins class="typed">{change.after || t("console_incidents.empty")}</ins>
              </li>
            ))}
          </ul>
        ) : (
          <p class="quiet small">{t("console_incidents.edited_else")}</p>
        ),
    };
  });
  const rivals = told.rivals.map(
    (one, at): Step => ({
      key: `rival ${at}`,
      at: one.sent_at,
      what: t("console_incidents.rival"),
      who: whoOf(one.actor_id, nameOf),
      tone: "bad",
    }),
  );
  return [...versions, ...rivals];
}

function voidings(told: History<VoidBody>, nameOf: NameOf): Step[] {
  return told.versions.map((one) => ({
    key: `void ${one.version}`,
    at: one.accepted_at,
    what: one.body.void ? t("console_incidents.was_voided") : t("console_incidents.was_counted"),
    who: whoOf(one.actor_id, nameOf),
    ...(one.body.void ? { tone: "bad" as const } : {}),
    more: readsInFull() ? <p class="typed">{one.body.reason}</p> : <Hidden />,
  }));
}

function filed(one: EvidenceTold): Step {
  const what = t("console_incidents.came_in", { what: t(MEDIA[one.kind]) });
  return { key: one.id, at: one.stored_at, what, who: null };
}

function decided(one: Decision, nameOf: NameOf): Step {
  return {
    key: one.id,
    at: one.at,
    what: t("console_incidents.law_decided"),
    who: whoOf(one.officer_id, nameOf),
    more: one.redacted ? (
      <Hidden />
    ) : (
      <p class="typed">{[one.decision, one.reason].filter(Boolean).join(" · ")}</p>
    ),
  };
}

/** Return who wrote it; what an import or the program wrote has nobody. */
export function whoOf(id: string | null, nameOf: NameOf): string {
  if (!readsInFull()) return t("console_incidents.hidden");
  if (id === null) return t("console_incidents.by_program");
  return nameOf(id) ?? t("console_incidents.by_other");
}
