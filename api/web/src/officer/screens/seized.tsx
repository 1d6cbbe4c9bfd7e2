/** What was seized in this shift, with its inventories, and what of former ones is still open. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { go } from "../../base/router.ts";
import type { SeizureLine } from "../../records/seizure_wire.ts";
import { stateWord } from "../../records/terms.ts";
import { Button } from "../../ui/controls.tsx";
import { Empty, Loading } from "../../ui/states.tsx";
import { type Lines, useLines } from "../seizure/lines.ts";
import { categoryWord, gearWord } from "../seizure/terms.ts";
import { shortTime } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here, status } from "../state/entry.ts";
import { canSeize } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";

interface Incident {
  id: string;
  occurred_at: string;
  category: string;
  seized: { kind: string; quantity: number; unit: string }[];
}

interface Line {
  id: string;
  at: string;
  category: string;
  seized: { kind: string; quantity: number }[];
  isSent: boolean;
}

const KEPT = "seized";

export function SeizedScreen() {
  const on = duty.worked.value ?? duty.shift.value;
  const { theirs, isOld, isLoading } = useTheirs();
  const seizures = useLines(on);
  const known = new Set(theirs.map((one) => one.id));
  const mine: Line[] = duty.own.value.incidents
    .filter((one) => one.seized.length > 0 && !known.has(one.id))
    .map((one) => ({ ...one, isSent: false }));
  const lines = [...theirs, ...mine].sort((one, other) => other.at.localeCompare(one.at));
  const shown = new Set(lines.map((one) => one.id));
  const others = seizures.lines.filter(
    (one) => !one.voided && !(one.incident_id !== null && shown.has(one.incident_id)),
  );
  const totals = new Map<string, number>();
  for (const { kind, quantity } of lines.flatMap((one) => one.seized)) {
    totals.set(kind, (totals.get(kind) ?? 0) + quantity);
  }
  return (
    <Screen
      title={t("officer.seized")}
      sub={[...totals].map(([kind, n]) => `${gearWord(kind)} ×${n}`).join(" · ") || " "}
      pinned={
        <Button look="main" large onPress={() => go("incident")}>
          {t("officer.log_incident")}
        </Button>
      }
    >
      {(isOld || seizures.isOld) && <p class="note">{t("officer.only_this_phone")}</p>}
      {lines.length + others.length === 0 ? (
        isLoading ? (
          <Loading />
        ) : (
          <Empty>{t("officer.nothing_seized")}</Empty>
        )
      ) : (
        <>
          {lines.map((one) => (
            <OfIncident key={one.id} line={one} seizures={seizures} />
          ))}
          {others.length > 0 && (
            <section class="stack">
              <h2 class="heading">{t("officer.seizure.still_open")}</h2>
              <ul class="list">
                {others.map((one) => (
                  <SeizureRow key={one.id} one={one} isSent={!seizures.unsent.has(one.id)} />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      <p class="quiet small">{t("officer.seizure.list_why")}</p>
    </Screen>
  );
}

/** An incident with gear: its inventories, or that there is none yet. */
function OfIncident({ line, seizures }: { line: Line; seizures: Lines }) {
  const own = seizures.lines.filter((one) => one.incident_id === line.id);
  const isBegun = useBegun(line.id);
  const write = () => go("seizing", line.id);
  return (
    <section class="card">
      <p class="item-title">
        {line.seized.map(({ kind, quantity }) => `${gearWord(kind)} ×${quantity}`).join(" · ")}
      </p>
      <p class="quiet small">
        {[
          shortTime(line.at),
          categoryWord(line.category),
          line.isSent ? t("officer.sent") : t("officer.kept_here"),
        ].join(" · ")}
      </p>
      {own.length > 0 && (
        <ul class="list">
          {own.map((one) => (
            <SeizureRow key={one.id} one={one} isSent={!seizures.unsent.has(one.id)} />
          ))}
        </ul>
      )}
      {canSeize.value && (
        <Button wide look={own.length === 0 || isBegun ? "strong" : "plain"} onPress={write}>
          {isBegun
            ? t("officer.seizure.write_on")
            : own.length === 0
              ? t("officer.seizure.write")
              : t("officer.seizure.write_another")}
        </Button>
      )}
    </section>
  );
}

function SeizureRow({ one, isSent }: { one: SeizureLine; isSent: boolean }) {
  const states = Object.entries(one.states).map(([state, n]) => `${stateWord(state)} ${n}`);
  return (
    <li>
      <a class="item" href={`#/seizure/${one.id}`}>
        <span class="item-main">
          <span class="item-title">{one.number}</span>
          <span class="quiet small">{[shortTime(one.at), ...states].join(" · ")}</span>
        </span>
        <span class="tag" data-tone={isSent ? "ok" : "wait"}>
          {isSent ? t("officer.sent") : t("officer.state_waiting")}
        </span>
      </a>
    </li>
  );
}

/** Whether an inventory of an incident was begun on this phone, and not saved. */
function useBegun(incidentId: string): boolean {
  const [isBegun, setBegun] = useState(false);
  useEffect(() => {
    void here()
      .outbox.recall(`draft:seizure:${incidentId}`)
      .then((found) => setBegun(found !== undefined));
  }, [incidentId]);
  return isBegun;
}

function useTheirs() {
  const [theirs, setTheirs] = useState<Line[]>([]);
  const [isOld, setOld] = useState(false);
  const [isLoading, setLoading] = useState(true);
  const on = duty.worked.value ?? duty.shift.value;
  useEffect(() => {
    if (!on) return setLoading(false);
    let gone = false;
    const { outbox } = here();
    const load = async () => {
      setTheirs((await outbox.recall<Line[]>(`${KEPT}:${on.id}`)) ?? []);
      try {
        const query = new URLSearchParams({ from: on.start, to: on.end, squad: on.squad });
        const { body } = await ask<{ items: Incident[] }>(`/api/v1/incidents?${query}&limit=1000`);
        const lines = (body?.items ?? [])
          .filter((one) => one.seized.length > 0)
          .map(({ id, occurred_at, category, seized }) => ({
            id,
            at: occurred_at,
            category,
            seized,
            isSent: true,
          }));
        if (gone) return;
        setTheirs(lines);
        setOld(false);
        await outbox.remember(`${KEPT}:${on.id}`, lines);
      } catch {
        if (!gone) setOld(true);
      } finally {
        if (!gone) setLoading(false);
      }
    };
    void load();
    return () => {
      gone = true;
    };
  }, [on?.id, status.value?.lastSentAt]);
  return { theirs, isOld, isLoading };
}
