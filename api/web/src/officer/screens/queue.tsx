/** What was not sent yet, and what the server will not have as it is. */
import { useEffect, useState } from "preact/hooks";
import type { ItemView, OutboxStatus } from "../../outbox/index.ts";
import { Button } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save_file.ts";
import { Empty, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { Conflict } from "../queue/conflict.tsx";
import { Refused } from "../queue/refused.tsx";
import { kindWord, toldWords } from "../queue/words.ts";
import { dayOf, shortTime, size } from "../state/clock.ts";
import { here, status } from "../state/entry.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";

const ORDER = { conflict: 0, refused: 1, waiting: 2 } as const;

export function QueueScreen() {
  const items = useItems();
  const [at, setAt] = useState<string | null>(null);
  const now = status.value;
  const asked = items?.find((one) => one.key === at);
  const { outbox, officer } = here();
  const save = async () => {
    try {
      saveFile(await outbox.exportFile(), `geo-patrol-${officer.badgeNo}-${dayOf(Date.now())}.gpo`);
    } catch {
      toast(t("ui.fault"));
    }
  };
  return (
    <Screen
      title={t("officer.queue")}
      sub={now ? stateWords(now) : ""}
      two
      pinned={
        <>
          <Button look="strong" large onPress={() => outbox.poke()}>
            {t("officer.send_now")}
          </Button>
          <Button large disabled={!items?.length} onPress={() => void save()}>
            {t("officer.save_to_file")}
          </Button>
        </>
      }
    >
      {now && <StorageNote now={now} />}
      {items === null ? (
        <Loading />
      ) : items.length === 0 ? (
        <Empty>{t("officer.queue_empty")}</Empty>
      ) : (
        <ul class="list">
          {items.map((one) => (
            <li key={one.key}>
              <Row one={one} look={() => setAt(one.key)} />
            </li>
          ))}
        </ul>
      )}
      {items !== null && items.length > 0 && (
        <p class="quiet small">{t("officer.save_to_file_why")}</p>
      )}
      {asked?.state === "conflict" && <Conflict item={asked} close={() => setAt(null)} />}
      {asked?.state === "refused" && <Refused item={asked} close={() => setAt(null)} />}
    </Screen>
  );
}

function useItems(): ItemView[] | null {
  const [items, setItems] = useState<ItemView[] | null>(null);
  const now = status.value;
  useEffect(() => {
    let gone = false;
    void here()
      .outbox.list()
      .then((found) => {
        if (!gone) setItems(found.sort((one, other) => ORDER[one.state] - ORDER[other.state]));
      });
    return () => {
      gone = true;
    };
  }, [now]);
  return items;
}

function Row({ one, look }: { one: ItemView; look: () => void }) {
  const again = () => void here().outbox.retry(one.id);
  const tone = one.state === "waiting" ? "wait" : "bad";
  return (
    <div class="item">
      <span class="item-main">
        <span class="item-title">{one.label || kindWord(one.kind)}</span>
        <span class="quiet small">
          {[
            one.label && kindWord(one.kind),
            shortTime(one.at),
            one.kind === "file" ? sizeWords(one) : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {one.told && one.state !== "waiting" && <span class="fault">{toldWords(one.told)}</span>}
      </span>
      {one.state === "waiting" && (
        <span class="tag" data-tone={tone}>
          {t("officer.state_waiting")}
        </span>
      )}
      {one.state === "conflict" && (
        <Button look="strong" onPress={look}>
          {t("officer.compare")}
        </Button>
      )}
      {one.state === "refused" &&
        (one.kind === "file" ? (
          <Button onPress={again}>{t("ui.again")}</Button>
        ) : (
          <Button look="strong" onPress={look}>
            {t("officer.set_right")}
          </Button>
        ))}
    </div>
  );
}

function sizeWords(one: ItemView): string {
  return one.sentBytes > 0 ? `${size(one.sentBytes)} / ${size(one.bytes)}` : size(one.bytes);
}

function stateWords(now: OutboxStatus): string {
  switch (now.state) {
    case "sending":
      return t("officer.state_sending");
    case "offline":
      return now.retryAt
        ? t("officer.state_offline_until", { at: shortTime(now.retryAt) })
        : t("officer.state_offline");
    case "signed_out":
      return t("officer.banner_signed_out");
    case "other_officer":
      return t("officer.banner_other");
    case "storage_low":
      return t("officer.banner_storage");
    case "idle":
      if (now.waiting + now.filesWaiting > 0) {
        return t("officer.n_unsent", { n: now.waiting + now.filesWaiting });
      }
      return now.lastSentAt
        ? t("officer.pill_sent", { last: shortTime(now.lastSentAt) })
        : t("officer.queue_empty");
  }
}

function StorageNote({ now }: { now: OutboxStatus }) {
  const { used, quota, persisted } = now.storage;
  const words = t("officer.storage_used", { used: size(used), quota: size(quota) });
  return (
    <p class={now.state === "storage_low" ? "note" : "quiet small"}>
      {words}
      {!persisted && ` · ${t("officer.storage_not_kept")}`}
    </p>
  );
}
