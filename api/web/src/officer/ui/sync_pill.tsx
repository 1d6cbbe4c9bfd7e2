/** "Unsent 3 · last 14:02": on every screen, and the way to what was not sent. */
import { path } from "../../base/router.ts";
import { shortTime } from "../state/clock.ts";
import { inside, status } from "../state/entry.ts";
import { heardAt, isAway } from "../state/reach.ts";
import { t } from "../words.ts";

export function SyncPill() {
  const now = status.value;
  if (!inside.value || !now) return null;
  // Conflicts and refused records are among those that wait.
  const unsent = now.waiting + now.filesWaiting;
  const odd = now.conflicts + now.refused;
  const last = now.lastSentAt ? shortTime(now.lastSentAt) : t("officer.never_sent");
  const [tone, words] = ((): [string, string] => {
    if (odd > 0) return ["bad", t("officer.pill_odd", { n: odd, unsent })];
    if (unsent > 0) return ["wait", t("officer.pill_unsent", { n: unsent, last })];
    if (isAway.value) return ["away", awayWords(heardAt.value ?? now.lastSentAt)];
    return ["ok", now.lastSentAt ? t("officer.pill_sent", { last }) : t("officer.pill_nothing")];
  })();
  return (
    <a
      class="pill"
      data-tone={tone}
      href="#/queue"
      aria-current={path.value[0] === "queue" ? "page" : undefined}
      aria-label={t("officer.pill_label", { words })}
    >
      <span>{words}</span>
    </a>
  );
}

function awayWords(last: number | string | null): string {
  return last === null
    ? t("officer.pill_offline")
    : t("officer.pill_offline_since", { last: shortTime(last) });
}
