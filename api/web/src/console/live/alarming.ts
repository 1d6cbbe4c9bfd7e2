/** Calls for help, wherever in the console one is: asked for anew with every news. */
import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAsked } from "../asking.ts";
import { setCount } from "../counts.ts";
import { line } from "../feed.ts";
import { may } from "../session.ts";
import { t as frameWords, language } from "../words.ts";
import type { PageOf, WireAlarm } from "./wire.ts";
import { t } from "./words.ts";

const RUNNING = "/api/v1/alarms?running=true";
const NOTED = "\u{25CF}";

/** Those that nobody has ended, as far as is known. */
export const running = signal<readonly WireAlarm[]>([]);
/** Calls for help among them, the latest first. */
export const calls = computed(() =>
  running.value
    .filter(({ kind }) => kind === "sos")
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at)),
);

/** Follow the alarms; the frame does, for all rooms. */
export function useAlarms(): void {
  // Only what is asked once news are followed misses none.
  const isAsking = may("records.read") && line.value !== "starting";
  const { body } = useAsked<PageOf<WireAlarm>>(isAsking ? RUNNING : null);
  useEffect(() => {
    if (body === null) return;
    running.value = body.items;
    setCount("live", body.items.length);
  }, [body]);
  const n = calls.value.length;
  const spoken = language.value;
  useEffect(() => {
    const title = frameWords("console.app_title");
    // In a row of tabs only the first letters are seen.
    document.title = n > 0 ? `${NOTED} ${t("console_live.title_calls", { n })} · ${title}` : title;
  }, [n, spoken]);
}
