/** All firms, what is due at each, and beside it the history of the one chosen. */

import { useState } from "preact/hooks";
import { replace } from "../../../base/router.ts";
import { listed } from "../../../base/words.ts";
import { Button, Field } from "../../../ui/controls.tsx";
import { useAsked } from "../../asking.ts";
import type { Kept } from "../../kept.ts";
import { areaWord } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Split } from "../../parts/page.tsx";
import { may } from "../../session.ts";
import { dayOf } from "../../times.ts";
import { dueChecks, lastVisits, stateOf } from "./due.ts";
import { FirmForm } from "./firm_form.tsx";
import { FirmView } from "./firm_view.tsx";
import { t } from "./firm_words.ts";
import type { Check, Firm, Page, Visit } from "./wire.ts";

const ALL = "limit=1000";

export function FirmList({ chosen }: { chosen: string | null }) {
  const firms = useAsked<Page<Firm>>(`/api/v1/firms?${ALL}`);
  const checks = useAsked<Page<Check>>(`/api/v1/planned-checks?${ALL}`).body?.items ?? [];
  const visits = useAsked<Page<Visit>>(`/api/v1/combined-visits?${ALL}`).body?.items ?? [];
  const [sought, setSought] = useState("");
  const [form, setForm] = useState<{ of: Kept<Firm> | null } | null>(null);
  const last = lastVisits(visits);
  const due = dueChecks(checks, visits, Date.now());
  const choose = (id: string) => replace("park", "firms", "list", ...(id === chosen ? [] : [id]));
  const table = (items: readonly Firm[]) => (
    <table class="table">
      <thead>
        <tr>
          <th>{t("console_park.firm")}</th>
          <th>{t("console_park.tier")}</th>
          <th>{t("console_park.area")}</th>
          <th>{t("console_park.last_visit")}</th>
          <th>{t("console_park.next_due")}</th>
          <th>{t("console_park.quiet")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((firm) => {
          const next = due.find(({ firm_id }) => firm_id === firm.id);
          const at = last.get(firm.id);
          const missed = checks.filter(
            (one) =>
              one.firm_id === firm.id &&
              one.counts &&
              stateOf(one, visits, Date.now()) === "missed",
          );
          return (
            <tr key={firm.id} aria-selected={firm.id === chosen}>
              <th scope="row">
                <button type="button" class="cell-link" onClick={() => choose(firm.id)}>
                  {firm.name}
                </button>
                {!firm.counts && <span class="tag">{t("console_park.mark_void")}</span>}
              </th>
              <td>{firm.tier ?? "—"}</td>
              <td>
                {areaWord(firm.area)}
                {firm.cell && <span class="quiet"> …{firm.cell.slice(-3)}</span>}
              </td>
              <td class="when">{at ? dayOf(at) : t("console_park.never")}</td>
              <td>
                {next && <Due check={next} visits={visits} />}
                {missed.length > 0 && (
                  <span class="tag" data-tone="bad">
                    {t("console_park.n_missed", { n: missed.length })}
                  </span>
                )}
                {!next && missed.length === 0 && "—"}
              </td>
              <td>{listed(firm.quiet.map(({ reason }) => reason)) || "—"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
  if (form) {
    return (
      <FirmForm
        of={form.of}
        close={() => setForm(null)}
        changed={(id) => replace("park", "firms", "list", id)}
      />
    );
  }
  return (
    <Split
      main={
        <div class="inset">
          <div class="firm-tools">
            <Field label={t("console_park.seek_firm")} value={sought} max={60} change={setSought} />
            {may("duty.plan") && (
              <Button onPress={() => setForm({ of: null })}>{t("console_firms.new_firm")}</Button>
            )}
          </div>
          <Show
            asked={firms}
            empty={t("console_park.no_firms")}
            isEmpty={({ items }) => items.length === 0}
          >
            {({ items }) => table(items.filter((one) => matches(one, sought)))}
          </Show>
        </div>
      }
      side={
        chosen ? (
          <FirmView
            key={chosen}
            id={chosen}
            checks={checks}
            visits={visits}
            edit={(of) => setForm({ of })}
          />
        ) : (
          <div class="empty">
            <p>{t("console_park.choose_firm")}</p>
          </div>
        )
      }
    />
  );
}

function matches(firm: Firm, sought: string): boolean {
  const text = sought.trim().toLowerCase();
  return `${firm.name} ${firm.credit_code} ${firm.place}`.toLowerCase().includes(text);
}

function Due({ check, visits }: { check: Check; visits: readonly Visit[] }) {
  const isSoon = stateOf(check, visits, Date.now()) === "soon";
  return (
    <span class="tag" data-tone={isSoon ? "bad" : "wait"}>
      {t("console_park.due_by", {
        what: check.matter,
        day: dayOf(Date.parse(check.window.end) - 1),
      })}
    </span>
  );
}
