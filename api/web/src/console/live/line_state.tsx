/** How news come, in a corner: by themselves, every few seconds, or not now. */
import { ASK_MS, type Line, line } from "../feed.ts";
import { may } from "../session.ts";
import { type Key, t } from "./words.ts";

const WORDS: Record<Exclude<Line, "starting">, Key> = {
  stream: "console_live.line_stream",
  asking: "console_live.line_asking",
  none: "console_live.line_none",
};

export function LineState() {
  const how = line.value;
  if (how === "starting" || !may("records.read")) return null;
  return (
    <span class="line-state" data-line={how}>
      {t(WORDS[how], { seconds: ASK_MS / 1000 })}
    </span>
  );
}
