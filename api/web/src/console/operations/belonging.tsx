/** What belongs to an operation, what is offered, and linking a shift to it. */

import { useState } from "preact/hooks";
import { listed } from "../../base/words.ts";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { query, useAsked } from "../asking.ts";
import { areaWord, termWord } from "../office.ts";
import { Part } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { may } from "../session.ts";
import { dayOf, shortTime, timeOnly } from "../times.ts";
import { link } from "./saving.ts";
import type { LinkKind, List, Operation, Report } from "./wire.ts";
import { type Key, t } from "./words.ts";

const WHY: Record<Report["offered"][number]["why"], Key> = {
  contested: "console_operations.why_contested",
  patrol: "console_operations.why_patrol",
  outside: "console_operations.why_outside",
};

const KIND: Readonly<Record<string, Key>> = {
  early: "console_operations.early",
  middle: "console_operations.middle",
  night: "console_operations.night",
};

interface Shift {
  id: string;
  kind: string;
  start: string;
  end: string;
}

const SHOWN = 12;

export function Belonging({ of, again }: { of: Report; again: () => void }) {
  const [shown, setShown] = useState(SHOWN);
  const mayLink = may("duty.plan") && of.operation.counts;
  const add = async (kind: LinkKind, id: string) => {
    try {
      const undo = await link(of.operation.id, kind, id);
      const why = t("console_operations.void_reason");
      toldWithUndo(t("console_operations.linked"), () => undo(why), again);
      again();
    } catch (error) {
      toast(reasonOf(error));
    }
  };
  return (
    <>
      <Part
        title={t("console_operations.duty_of_it", {
          shifts: of.shifts.length,
          patrols: of.patrols.length,
          tasks: of.tasks.length,
        })}
      >
        {mayLink && (
          <LinkShift
            operation={of.operation}
            linked={of.shifts}
            add={(id) => void add("shift", id)}
          />
        )}
      </Part>
      {of.offered.length > 0 && (
        <Part title={t("console_operations.offered", { n: of.offered.length })}>
          <ul class="bare-list">
            {of.offered.map(({ id, why }) => (
              <li key={id} class="case-top">
                <span>
                  <a href={`#/incidents/${id}`}>{t("console_operations.incident")}</a> ·{" "}
                  <span class="quiet">{t(WHY[why])}</span>
                </span>
                {mayLink && (
                  <Button onPress={() => void add("incident", id)}>
                    {t("console_operations.link")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {of.incidents.length > 0 && (
        <Part title={t("console_operations.incidents", { n: of.incidents.length })}>
          <table class="table small">
            <tbody>
              {of.incidents.slice(0, shown).map((one) => (
                <tr key={one.id}>
                  <td class="when">{shortTime(one.at)}</td>
                  <td>
                    <a href={`#/incidents/${one.id}`}>{termWord("categories", one.category)}</a>
                  </td>
                  <td>{areaWord(one.area)}</td>
                  <td>{listed(one.outcomes.map((code) => termWord("outcomes", code)))}</td>
                  <td class="quiet">
                    {t(one.linked ? "console_operations.by_link" : "console_operations.by_itself")}
                  </td>
                  {may("measures.approve") && (
                    <td>
                      <a href={`#/operations/transfers/${one.id}`}>
                        {t("console_operations.hand_on")}
                      </a>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          {of.incidents.length > shown && (
            <Button look="plain" onPress={() => setShown(of.incidents.length)}>
              {t("console_operations.show_all", { n: of.incidents.length })}
            </Button>
          )}
        </Part>
      )}
    </>
  );
}

function shiftWord({ kind, start }: Shift): string {
  const key = KIND[kind];
  return `${dayOf(start)} ${key ? t(key) : kind} ${timeOnly(start)}`;
}

interface LinkShiftProps {
  operation: Operation;
  linked: readonly string[];
  add: (id: string) => void;
}

function LinkShift({ operation, linked, add }: LinkShiftProps) {
  const [chosen, setChosen] = useState("");
  const { start, end, squad } = operation;
  const shifts = useAsked<List<Shift>>(
    query("/api/v1/shifts", { from: start, to: end, squad, limit: 500 }),
  ).body;
  const free = (shifts?.items ?? []).filter(({ id }) => !linked.includes(id));
  if (free.length === 0) return null;
  return (
    <div class="filter-row">
      <Select
        label={t("console_operations.link_shift")}
        value={chosen}
        choose={setChosen}
        options={[
          { value: "", label: t("console_operations.choose_shift") },
          ...free.map((one) => ({
            value: one.id,
            label: shiftWord(one),
          })),
        ]}
      />
      <Button
        disabled={chosen === ""}
        onPress={() => {
          add(chosen);
          setChosen("");
        }}
      >
        {t("console_operations.link")}
      </Button>
    </div>
  );
}
