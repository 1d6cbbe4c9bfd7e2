/** All operations on a line of time and in a list; the one chosen with all that belongs to it. */
import { useState } from "preact/hooks";
import { path, replace } from "../../base/router.ts";
import { listed } from "../../base/words.ts";
import { Button, Choice } from "../../ui/controls.tsx";
import { query, useAsked } from "../asking.ts";
import { areaWord } from "../office.ts";
import { Show } from "../parts/asked.tsx";
import { may } from "../session.ts";
import { dayOf } from "../times.ts";
import { OperationDialog } from "./operation_dialog.tsx";
import { OperationView } from "./operation_view.tsx";
import { TimeLine } from "./time_line.tsx";
import { type List, type Operation, type Standing, standingOf } from "./wire.ts";
import { type Key, t } from "./words.ts";

type Which = "all" | "open" | "done";

export const STANDING: Record<Standing, { word: Key; tone: string }> = {
  ahead: { word: "console_operations.ahead", tone: "" },
  running: { word: "console_operations.running", tone: "wait" },
  over: { word: "console_operations.over", tone: "bad" },
  closed: { word: "console_operations.closed", tone: "ok" },
  void: { word: "console_operations.void", tone: "" },
};

export function kindWord(kind: Operation["kind"]): string {
  return t(kind === "joint" ? "console_operations.joint" : "console_operations.campaign");
}

/** Say which areas, or that it is no matter where. */
export function areasWord(areas: Operation["areas"]): string {
  return listed(areas.map(areaWord)) || t("console_operations.everywhere");
}

export function Operations() {
  const [, , chosen] = path.value;
  const [which, setWhich] = useState<Which>("all");
  const [isNew, setNew] = useState(false);
  const open = which === "all" ? null : which === "open";
  const found = useAsked<List<Operation>>(query("/api/v1/operations", { open, limit: 1000 }));
  const choose = (id: string) => replace("operations", "list", ...(id === chosen ? [] : [id]));
  return (
    <>
      <div class="filter-row">
        <Choice<Which>
          label={t("console_operations.which")}
          hideLabel
          look="segments"
          value={which}
          choose={setWhich}
          options={[
            { value: "all", label: t("console_operations.all") },
            { value: "open", label: t("console_operations.open") },
            { value: "done", label: t("console_operations.done") },
          ]}
        />
        {may("duty.plan") && (
          <Button look="strong" onPress={() => setNew(true)}>
            {t("console_operations.plan")}
          </Button>
        )}
      </div>
      <div class="operations-split">
        <div class="card operations-list">
          <Show
            asked={found}
            empty={t("console_operations.none")}
            isEmpty={({ items }) => items.length === 0}
          >
            {({ items }) => (
              <>
                <TimeLine items={items} chosen={chosen ?? null} choose={choose} />
                <Table items={[...items].reverse()} chosen={chosen ?? null} choose={choose} />
              </>
            )}
          </Show>
        </div>
        {chosen ? (
          <OperationView key={chosen} id={chosen} changed={found.again} />
        ) : (
          <div class="card empty">
            <p>{t("console_operations.choose")}</p>
          </div>
        )}
      </div>
      {isNew && (
        <OperationDialog
          of={null}
          close={() => setNew(false)}
          done={(id) => {
            setNew(false);
            found.again();
            replace("operations", "list", id);
          }}
        />
      )}
    </>
  );
}

interface TableProps {
  items: readonly Operation[];
  chosen: string | null;
  choose: (id: string) => void;
}

function Table({ items, chosen, choose }: TableProps) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th>{t("console_operations.name")}</th>
          <th>{t("console_operations.days")}</th>
          <th>{t("console_operations.state")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => {
          const { word, tone } = STANDING[standingOf(one, Date.now())];
          return (
            <tr key={one.id} aria-selected={one.id === chosen}>
              <th scope="row">
                <button type="button" class="cell-link" onClick={() => choose(one.id)}>
                  {one.name}
                </button>
                <span class="quiet small operation-kind">
                  {kindWord(one.kind)} · {areasWord(one.areas)}
                </span>
              </th>
              <td class="when">{daysWord(one)}</td>
              <td>
                <span class="tag" data-tone={tone}>
                  {t(word)}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Return `2022-10-09`, or `2022-10-09 → 10-11`; the end itself is not included. */
export function daysWord({ start, end }: Pick<Operation, "start" | "end">): string {
  const first = dayOf(start);
  const last = dayOf(Date.parse(end) - 1);
  if (first === last) return first;
  return `${first} → ${first.slice(0, 4) === last.slice(0, 4) ? last.slice(5) : last}`;
}
