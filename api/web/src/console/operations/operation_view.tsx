/** One operation: what it came to, what belongs to it, its report; closed and opened again. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { Twice } from "../../ui/twice.tsx";
import { useAsked } from "../asking.ts";
import { termWord } from "../office.ts";
import { Show } from "../parts/asked.tsx";
import { Part } from "../parts/page.tsx";
import { Remarks } from "../parts/remarks.tsx";
import { may } from "../session.ts";
import { fullTime } from "../times.ts";
import { Belonging } from "./belonging.tsx";
import { ClosingDialog } from "./closing_dialog.tsx";
import { OperationDialog } from "./operation_dialog.tsx";
import { areasWord, kindWord, STANDING } from "./operations.tsx";
import { changeOperation, pathOf } from "./saving.ts";
import { TotalsPart } from "./totals.tsx";
import { TransferTable } from "./transfer_table.tsx";
import { type Force, type Report, standingOf } from "./wire.ts";
import { t } from "./words.ts";

export function OperationView({ id, changed }: { id: string; changed: () => void }) {
  const report = useAsked<Report>(`${pathOf(id)}/report`);
  const again = () => {
    report.again();
    changed();
  };
  return (
    <section class="card operation-view" aria-label={t("console_operations.one")}>
      <Show asked={report}>{(body) => <Told of={body} again={again} />}</Show>
    </section>
  );
}

function Told({ of, again }: { of: Report; again: () => void }) {
  const { operation } = of;
  const { word, tone } = STANDING[standingOf(operation, Date.now())];
  return (
    <>
      <div class="case-top">
        <h2 class="side-title">{operation.name}</h2>
        <span class="tag" data-tone={tone}>
          {t(word)}
        </span>
      </div>
      <Acts of={of} again={again} />
      <Remarks of={of.remarks} />
      <dl class="fact-list">
        <dt>{t("console_operations.kind")}</dt>
        <dd>{kindWord(operation.kind)}</dd>
        <dt>{t("console_operations.time")}</dt>
        <dd>
          {fullTime(operation.start)} → {fullTime(operation.end)}
        </dd>
        <dt>{t("console_operations.areas")}</dt>
        <dd>{areasWord(operation.areas)}</dd>
        {operation.aim && (
          <>
            <dt>{t("console_operations.aim")}</dt>
            <dd class="typed">{operation.aim}</dd>
          </>
        )}
        {operation.closed && (
          <>
            <dt>{t("console_operations.closed_at")}</dt>
            <dd class="typed">
              {fullTime(operation.closed.at)} {operation.closed.summary}
            </dd>
          </>
        )}
        {operation.voided && (
          <>
            <dt>{t("console_operations.void")}</dt>
            <dd class="typed">{operation.voided}</dd>
          </>
        )}
      </dl>
      {operation.agencies.length > 0 && (
        <Part title={t("console_operations.agencies")}>
          <Forces of={operation.agencies} />
        </Part>
      )}
      <TotalsPart of={of.totals} at={of.at} />
      <Belonging of={of} again={again} />
      {of.transfers.length > 0 && (
        <Part title={t("console_operations.tab_transfers")}>
          <TransferTable items={of.transfers} changed={again} />
        </Part>
      )}
    </>
  );
}

function Acts({ of, again }: { of: Report; again: () => void }) {
  const [open, setOpen] = useState<"close" | "edit" | null>(null);
  const { operation } = of;
  const { id, closed, voided } = operation;
  const change = async (what: Parameters<typeof changeOperation>[1], said: string) => {
    try {
      await changeOperation(id, what);
      toast(said);
      again();
    } catch (error) {
      toast(reasonOf(error));
    }
  };
  const done = () => {
    setOpen(null);
    again();
  };
  const isBegun = Date.parse(operation.start) <= Date.now();
  return (
    <div class="case-acts">
      {isBegun && (
        <a
          class="button strong"
          href={`${pathOf(id)}/papers/closing-report.pdf`}
          target="_blank"
          rel="noopener"
        >
          {t("console_operations.report")}
        </a>
      )}
      {may("duty.plan") && !voided && (
        <>
          {closed === null && (
            <>
              {isBegun && (
                <Button onPress={() => setOpen("close")}>{t("console_operations.close")}</Button>
              )}
              <Button look={isBegun ? "" : "strong"} onPress={() => setOpen("edit")}>
                {t("console_operations.edit")}
              </Button>
              <Twice
                look="plain"
                onPress={() =>
                  void change(
                    { voided: t("console_operations.void_reason") },
                    t("console_operations.is_void"),
                  )
                }
              >
                {t("console_operations.void_it")}
              </Twice>
            </>
          )}
          {closed !== null && (
            <Twice
              look=""
              onPress={() => void change({ closed: null }, t("console_operations.is_open"))}
            >
              {t("console_operations.open_again")}
            </Twice>
          )}
        </>
      )}
      {may("duty.plan") && voided && (
        <Button onPress={() => void change({ voided: "" }, t("console_operations.counts_again"))}>
          {t("console_operations.count_again")}
        </Button>
      )}
      {open === "close" && <ClosingDialog id={id} close={() => setOpen(null)} done={done} />}
      {open === "edit" && (
        <OperationDialog of={operation.id} close={() => setOpen(null)} done={done} />
      )}
    </div>
  );
}

function Forces({ of }: { of: readonly Force[] }) {
  return (
    <table class="table small">
      <thead>
        <tr>
          <th>{t("console_operations.agency")}</th>
          <th class="number">{t("console_operations.people")}</th>
          <th class="number">{t("console_operations.vehicles")}</th>
          <th class="number">{t("console_operations.boats")}</th>
          <th class="number">{t("console_operations.drones")}</th>
          <th>{t("console_operations.task")}</th>
        </tr>
      </thead>
      <tbody>
        {of.map((one) => (
          <tr key={one.agency}>
            <th scope="row">{termWord("agencies", one.agency)}</th>
            <td class="number">{one.people}</td>
            <td class="number">{one.vehicles}</td>
            <td class="number">{one.boats}</td>
            <td class="number">{one.drones}</td>
            <td class="typed">{one.task}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
