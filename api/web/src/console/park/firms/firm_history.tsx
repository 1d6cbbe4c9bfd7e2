/** What happened at a firm and what is to come: combined visits and service visits. */
import { useState } from "preact/hooks";
import { Button } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { may } from "../../session.ts";
import { shortTime } from "../../times.ts";
import { readVisit, type VisitAct, visitActs } from "./check_edits.ts";
import { type Key, t } from "./firm_words.ts";
import { carryOut, VISIT_ACT, VisitDialog } from "./visit_dialog.tsx";
import type { Check, Service, Visit } from "./wire.ts";

const FLAG: Readonly<Record<string, Key>> = {
  in_quiet: "console_park.flag_in_quiet",
  unplanned: "console_park.flag_unplanned",
  clock_ahead: "console_park.flag_clock_ahead",
};

interface FirmHistoryProps {
  visits: readonly Visit[];
  services: readonly Service[];
  checks: readonly Check[];
}

export function FirmHistory({ visits, services, checks }: FirmHistoryProps) {
  const [begun, begin] = useState<{ id: string; act: "move" | "happened" | "cancel" } | null>(null);
  const matters = new Map(checks.map(({ id, matter }) => [id, matter]));
  const entries = [
    ...visits.map((one) => ({ at: one.happened?.start ?? one.start, visit: one, service: null })),
    ...services.map((one) => ({ at: one.at, visit: null, service: one })),
  ].sort((one, other) => other.at.localeCompare(one.at));
  if (entries.length === 0) return <p class="quiet small">{t("console_park.no_history")}</p>;
  const press = (id: string, act: VisitAct) => {
    if (act === "restore" || act === "unhappened") void takeBack(id, act);
    else begin({ id, act });
  };
  return (
    <>
      <ol class="steps-line">
        {entries.map(({ at, visit, service }) => (
          <li
            key={(visit ?? service)?.id}
            data-void={(visit ?? service)?.counts === false || undefined}
          >
            <strong>{t(wordFor(visit))}</strong>
            <span class="quiet">{shortTime(at)}</span>
            {visit && <VisitSaid {...{ visit, matters, press }} />}
            {service && <ServiceSaid service={service} />}
          </li>
        ))}
      </ol>
      {begun && <VisitDialog key={begun.id + begun.act} {...begun} close={() => begin(null)} />}
    </>
  );
}

function wordFor(visit: Visit | null): Key {
  if (visit === null) return "console_park.service";
  return visit.happened ? "console_park.visit_happened" : "console_park.visit_planned";
}

interface VisitSaidProps {
  visit: Visit;
  matters: ReadonlyMap<string, string>;
  press: (id: string, act: VisitAct) => void;
}

function VisitSaid({ visit, matters, press }: VisitSaidProps) {
  const acts = may("records.write") ? visitActs(visit, may("duty.plan"), Date.now()) : [];
  const said = [
    ...visit.checks.map((id) => matters.get(id) ?? "—"),
    ...visit.flags.flatMap((flag) => (FLAG[flag] ? [t(FLAG[flag])] : [])),
  ];
  return (
    <>
      <span class="step-said">{said.join(" · ")}</span>
      {visit.voided && <p class="reason small quiet">{visit.voided}</p>}
      {acts.length > 0 && (
        <span class="visit-acts">
          {acts.map((act) => (
            <Button
              key={act}
              look={act === "happened" ? "" : "plain"}
              onPress={() => press(visit.id, act)}
            >
              {t(VISIT_ACT[act])}
            </Button>
          ))}
        </span>
      )}
    </>
  );
}

function ServiceSaid({ service }: { service: Service }) {
  return (
    <>
      <p class="typed small">{service.asked}</p>
      <p class="typed small quiet">{service.advised}</p>
      <p class="quiet small">
        {service.working_days === null
          ? t("console_park.not_solved")
          : t("console_park.solved_in", { n: service.working_days })}
      </p>
    </>
  );
}

async function takeBack(id: string, act: "restore" | "unhappened"): Promise<void> {
  try {
    const change = act === "restore" ? { voided: "" } : { happened: null };
    await carryOut(await readVisit(id), act, change);
  } catch (error) {
    toast(reasonOf(error));
  }
}
