/** A firm's planned checks that are not done yet; leaders plan, change and call them off. */

import { useState } from "preact/hooks";
import { Button } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import type { Kept } from "../../kept.ts";
import { termWord } from "../../office.ts";
import { Part } from "../../parts/page.tsx";
import { ReasonDialog } from "../../parts/reason_dialog.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { may } from "../../session.ts";
import { dayOf } from "../../times.ts";
import { CheckDialog } from "./check_dialog.tsx";
import { changeCheck, readCheck } from "./check_edits.ts";
import { type DueState, stateOf } from "./due.ts";
import { type Key, t } from "./firm_words.ts";
import type { Check, Firm, Visit } from "./wire.ts";

const STATE: Record<DueState, { word: Key; tone: string }> = {
  planned: { word: "console_park.check_planned", tone: "ok" },
  done: { word: "console_park.check_done", tone: "ok" },
  waiting: { word: "console_park.check_waiting", tone: "wait" },
  soon: { word: "console_park.check_soon", tone: "bad" },
  missed: { word: "console_park.check_missed", tone: "bad" },
};

interface FirmChecksProps {
  firm: Firm;
  /** All of the firm's, voided ones too. */
  checks: readonly Check[];
  visits: readonly Visit[];
}

type Begun = { act: "write"; of: Kept<Check> | null } | { act: "void"; check: Check };

export function FirmChecks({ firm, checks, visits }: FirmChecksProps) {
  const [begun, begin] = useState<Begun | null>(null);
  const now = Date.now();
  const open = checks.filter((one) => one.counts && stateOf(one, visits, now) !== "done");
  const off = checks.filter(({ counts }) => !counts);
  const isLeader = may("duty.plan") && firm.counts;
  const close = () => begin(null);
  const change = (id: string) =>
    readCheck(id).then(
      (of) => begin({ act: "write", of }),
      (error: unknown) => toast(reasonOf(error)),
    );
  return (
    <Part
      title={t("console_park.checks")}
      aside={
        isLeader && (
          <Button onPress={() => begin({ act: "write", of: null })}>
            {t("console_firms.plan_check")}
          </Button>
        )
      }
    >
      {open.length === 0 && <p class="quiet small">{t("console_park.no_checks")}</p>}
      <ul class="bare-list">
        {open.map((check) => {
          const state = stateOf(check, visits, now);
          return (
            <li key={check.id}>
              <span class="case-top">
                <strong>{check.matter}</strong>
                <span class="tag" data-tone={STATE[state].tone}>
                  {t(STATE[state].word)}
                </span>
              </span>
              <About check={check} />
              {isLeader && state !== "planned" && (
                <span class="slot-acts">
                  <Button look="plain" onPress={() => void change(check.id)}>
                    {t("console_firms.change")}
                  </Button>
                  <Button look="plain" onPress={() => begin({ act: "void", check })}>
                    {t("console_firms.check_cancel")}
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {off.length > 0 && (
        <details>
          <summary>{t("console_firms.n_checks_off", { n: off.length })}</summary>
          <ul class="bare-list">
            {off.map((check) => (
              <li key={check.id}>
                <strong>{check.matter}</strong>
                <About check={check} />
                <span class="quiet small">{check.voided}</span>
                {isLeader && (
                  <Button look="plain" onPress={() => void restore(check.id)}>
                    {t("console_park.slot_restore")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {begun?.act === "write" && <CheckDialog firm={firm} of={begun.of} close={close} />}
      {begun?.act === "void" && (
        <ReasonDialog
          title={t("console_firms.check_cancel")}
          means={t("console_firms.check_cancel_means", { what: begun.check.matter })}
          run={(why) => callOff(begun.check, why)}
          close={close}
        />
      )}
    </Part>
  );
}

function About({ check }: { check: Check }) {
  return (
    <span class="quiet small">
      {termWord("agencies", check.agency)} · {dayOf(check.window.start)} →{" "}
      {dayOf(Date.parse(check.window.end) - 1)} ·{" "}
      {t("console_park.n_minutes", { n: check.minutes })}
      {check.unannounced && ` · ${t("console_park.unannounced")}`}
    </span>
  );
}

async function callOff({ id, matter }: Check, why: string): Promise<void> {
  await changeCheck(await readCheck(id), { voided: why });
  toldWithUndo(t("console_firms.check_cancelled", { what: matter }), async () =>
    changeCheck(await readCheck(id), { voided: "" }),
  );
}

async function restore(id: string): Promise<void> {
  try {
    const kept = await readCheck(id);
    await changeCheck(kept, { voided: "" });
    toldWithUndo(t("console_firms.check_restored", { what: kept.body.matter }), async () =>
      changeCheck(await readCheck(id), { voided: kept.body.voided }),
    );
  } catch (error) {
    toast(reasonOf(error));
  }
}
