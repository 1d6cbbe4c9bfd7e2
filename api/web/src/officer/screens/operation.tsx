/** An operation on duty: what it is for, until when, who is in it, what there is to do. */
import { useEffect, useState } from "preact/hooks";
import { go, path } from "../../base/router.ts";
import { Button } from "../../ui/controls.tsx";
import { Empty } from "../../ui/states.tsx";
import { agencies, wantCatalogue } from "../state/catalogue.ts";
import { shortTime } from "../state/clock.ts";
import { areaOf } from "../state/duty.ts";
import { type Operation, running, tasksOf, wantOperations } from "../state/operation.ts";
import { openTasks } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { nameOf, t, wordOf } from "../words.ts";

const KIND = { campaign: "officer.source_campaign", joint: "officer.source_joint" } as const;

export function OperationScreen() {
  const found = running.value.find(({ id }) => id === path.value[1]);
  useEffect(() => {
    void wantCatalogue();
    void wantOperations();
  }, []);
  if (found) return <Whole of={found} />;
  return (
    <Screen title={t("officer.operation.title")}>
      <Empty>{t("officer.operation.over")}</Empty>
    </Screen>
  );
}

function Whole({ of }: { of: Operation }) {
  const ids = tasksOf(of.id);
  const [all, setAll] = useState(false);
  const own = openTasks.value.filter(({ id }) => ids.includes(id));
  const tasks = all ? openTasks.value : own;
  const places = of.areas.map((code) => {
    const area = areaOf(code);
    return area ? nameOf(area) : code;
  });
  return (
    <Screen
      title={of.name}
      sub={[t(KIND[of.kind]), t("officer.due.until", { at: shortTime(of.end) })].join(" · ")}
      pinned={
        <Button look="main" large onPress={() => go("incident")}>
          {t("officer.log_incident")}
        </Button>
      }
    >
      {of.aim && <p class="big typed">{of.aim}</p>}
      {of.note && <p class="typed">{of.note}</p>}
      {places.length > 0 && <p class="quiet">{places.join(" · ")}</p>}
      <p class="quiet small">{t("officer.operation.source_why", { source: t(KIND[of.kind]) })}</p>
      <section class="stack">
        <h2 class="heading">{t("officer.tasks")}</h2>
        {tasks.length === 0 ? (
          <p class="quiet">{t("officer.no_tasks")}</p>
        ) : (
          <ul class="list">
            {tasks.map((one) => (
              <li key={one.id} class="item">
                <span class="item-main">
                  <span class="item-title typed">{one.text}</span>
                  {one.due && (
                    <span class="quiet small">
                      {t("officer.due_by", { at: shortTime(one.due) })}
                    </span>
                  )}
                </span>
                <Button look="strong" onPress={() => go("tasks")}>
                  {t("officer.answer")}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {!all && own.length < openTasks.value.length && (
          <Button look="plain" onPress={() => setAll(true)}>
            {t("officer.operation.all_tasks", { n: openTasks.value.length })}
          </Button>
        )}
      </section>
      {of.agencies.length > 0 && (
        <section class="stack">
          <h2 class="heading">{t("officer.operation.agencies")}</h2>
          <ul class="list">
            {of.agencies.map((one) => (
              <li key={one.agency} class="item">
                <span class="item-main">
                  <span class="item-title">{agencyWord(one.agency)}</span>
                  {one.task && <span class="quiet small typed">{one.task}</span>}
                </span>
                {one.people > 0 && (
                  <span class="quiet">{t("officer.operation.people", { n: one.people })}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Screen>
  );
}

function agencyWord(code: string): string {
  const term = agencies.value.find((one) => one.code === code);
  return term ? wordOf(term) : code;
}
