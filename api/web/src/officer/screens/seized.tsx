/** What was seized in this shift: by this phone, and by others once the server tells. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../api.ts";
import { go } from "../router.ts";
import { shortTime } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { Button } from "../ui/controls.tsx";
import { Screen } from "../ui/screen.tsx";
import { Empty, Loading } from "../ui/states.tsx";
import { t, wordOf } from "../words.ts";

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
  const { theirs, isOld, isLoading } = useTheirs();
  const known = new Set(theirs.map((one) => one.id));
  const mine: Line[] = duty.own.value.incidents
    .filter((one) => one.seized.length > 0 && !known.has(one.id))
    .map((one) => ({ ...one, isSent: false }));
  const lines = [...theirs, ...mine].sort((one, other) => other.at.localeCompare(one.at));
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
      {isOld && <p class="note">{t("officer.only_this_phone")}</p>}
      {lines.length === 0 ? (
        isLoading ? (
          <Loading />
        ) : (
          <Empty>{t("officer.nothing_seized")}</Empty>
        )
      ) : (
        <ul class="list">
          {lines.map((one) => (
            <li key={one.id} class="item">
              <span class="item-main">
                <span class="item-title">
                  {one.seized
                    .map(({ kind, quantity }) => `${gearWord(kind)} ×${quantity}`)
                    .join(" · ")}
                </span>
                <span class="quiet small">
                  {shortTime(one.at)} · {categoryWord(one.category)}
                </span>
              </span>
              <span class="tag" data-tone={one.isSent ? "ok" : "wait"}>
                {one.isSent ? t("officer.sent") : t("officer.kept_here")}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="quiet small">{t("officer.seized_why")}</p>
    </Screen>
  );
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
  }, [on?.id]);
  return { theirs, isOld, isLoading };
}

function gearWord(kind: string): string {
  const term = duty.told.value?.gear.find((one) => one.code === kind);
  return term ? wordOf(term) : kind;
}

function categoryWord(code: string): string {
  const term = duty.told.value?.categories.find((one) => one.code === code);
  return term ? wordOf(term) : code;
}
