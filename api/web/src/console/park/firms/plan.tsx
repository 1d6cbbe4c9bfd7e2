/** A month's checks put together into as few visits as there can be; a leader confirms each. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../../base/ids.ts";
import { replace } from "../../../base/router.ts";
import { Button } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { query, useAsked } from "../../asking.ts";
import { termWord } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Figure } from "../../parts/figure.tsx";
import { remarkWord } from "../../parts/remarks.tsx";
import { Select } from "../../parts/select.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { may } from "../../session.ts";
import { dayOf, monthOf, number, timeOnly } from "../../times.ts";
import { t } from "../words.ts";
import { changeVisit, makeVisit, readVisit } from "./check_edits.ts";
import type { Plan, Proposal } from "./wire.ts";

interface FirmMonths {
  rows: { month: string; n_unplaced: number }[];
}

export function PlanView({ asked }: { asked: string | null }) {
  const figures = useAsked<FirmMonths>("/api/v1/figures/firms").body;
  const open = figures?.rows.filter(({ n_unplaced }) => n_unplaced > 0) ?? [];
  const thisMonth = dayOf(Date.now()).slice(0, 7);
  const nextMonth = monthOf(dayOf(Date.now()), 1).slice(0, 7);
  const months = [...new Set([thisMonth, nextMonth, ...(figures?.rows ?? []).map((r) => r.month)])];
  const month = asked ?? open[open.length - 1]?.month ?? thisMonth;
  const plan = useAsked<Plan>(
    asked === null && figures === null ? null : query("/api/v1/firms/checks/plan", { month }),
  );
  return (
    <>
      <div class="filter-row">
        <Select
          label={t("console_park.month")}
          value={month}
          choose={(next) => replace("park", "firms", "plan", next)}
          options={[...new Set([...months, month])]
            .sort()
            .reverse()
            .map((one) => ({ value: one, label: one }))}
        />
      </div>
      <Show asked={plan}>
        {(body) => (
          <>
            <div class="figure-grid case-figures">
              <Figure
                value={number(body.n_checks)}
                label={t("console_park.n_checks")}
                means={t("console_park.n_checks_means")}
              />
              <Figure
                value={number(body.n_visits)}
                label={t("console_park.n_visits")}
                means={t(
                  body.fewest ? "console_park.n_visits_fewest" : "console_park.n_visits_not_all",
                )}
              />
              <Figure
                value={number(body.n_avoided)}
                label={t("console_park.n_avoided")}
                means={t("console_park.n_avoided_means")}
                tone="good"
              />
            </div>
            <div class="card table-frame rest">
              <Proposals plan={body} changed={plan.again} />
            </div>
          </>
        )}
      </Show>
    </>
  );
}

function Proposals({ plan, changed }: { plan: Plan; changed: () => void }) {
  if (plan.items.length + plan.no_room.length === 0) {
    return <p class="empty">{t("console_park.nothing_to_plan")}</p>;
  }
  return (
    <table class="table">
      <thead>
        <tr>
          <th>{t("console_park.when")}</th>
          <th>{t("console_park.firm")}</th>
          <th>{t("console_park.checks")}</th>
          <th>{t("console_park.reasons")}</th>
          {may("duty.plan") && <th>{t("console_park.act")}</th>}
        </tr>
      </thead>
      <tbody>
        {plan.items.map((one) => (
          <tr key={`${one.firm_id}${one.start}`}>
            <td class="when">
              {dayOf(one.start)} {timeOnly(one.start)}–{timeOnly(one.end)}
            </td>
            <th scope="row">{one.firm}</th>
            <td>
              <ul>
                {one.checks.map((check) => (
                  <li key={check.id}>
                    {check.matter}
                    <span class="quiet"> · {termWord("agencies", check.agency)}</span>
                  </li>
                ))}
              </ul>
              {one.unannounced && <span class="tag">{t("console_park.unannounced")}</span>}
            </td>
            <td class="small">
              <ul>
                {one.reasons.map((reason) => (
                  <li key={reason.reason_zh}>{remarkWord(reason)}</li>
                ))}
              </ul>
            </td>
            {may("duty.plan") && (
              <td>
                <Confirm of={one} changed={changed} />
              </td>
            )}
          </tr>
        ))}
        {plan.no_room.map(({ check, firm, reasons }) => (
          <tr key={check.id}>
            <td>
              <span class="tag" data-tone="bad">
                {t("console_park.no_room")}
              </span>
            </td>
            <th scope="row">{firm}</th>
            <td>
              {check.matter}
              <span class="quiet"> · {termWord("agencies", check.agency)}</span>
            </td>
            <td class="small">{reasons.map(remarkWord).join(" ")}</td>
            {may("duty.plan") && <td />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Confirm({ of, changed }: { of: Proposal; changed: () => void }) {
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const id = uuid7();
    const { firm_id, start, minutes } = of;
    const body = { firm_id, start, minutes, checks: of.checks.map(({ id }) => id) };
    try {
      await makeVisit(id, body);
      toldWithUndo(
        t("console_park.visit_confirmed", { firm: of.firm, day: dayOf(start) }),
        async () => changeVisit(await readVisit(id), { voided: t("console_park.void_reason") }),
      );
      changed();
    } catch (error) {
      toast(reasonOf(error));
      setSaving(false);
    }
  };
  return (
    <Button disabled={isSaving} onPress={() => void save()}>
      {t("console_park.confirm")}
    </Button>
  );
}
