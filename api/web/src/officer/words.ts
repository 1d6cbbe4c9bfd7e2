/** Every word of the officers' app. */
import officer from "@messages/officer.json";
import ui from "@messages/ui.json";
import type { Fill } from "../base/words.ts";
import { filled, wordsOf } from "../base/words.ts";

export * from "../base/words.ts";

const messages = { ...officer, ...ui };
export type Key = keyof typeof messages;

export const t = wordsOf(messages);

/** Return a message as records have it, which are in Chinese whatever the screen is in. */
export function inChinese(key: Key, fill: Fill = {}): string {
  return filled(messages[key].zh, fill);
}

export function isKey(text: string): text is Key {
  return text in messages;
}
