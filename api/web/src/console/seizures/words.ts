/** The words of seizures. */
import messages from "@messages/console_seizures.json";
import { wordsOf } from "../../base/words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages & string;

/** Return a word as records have it, which are in Chinese whatever the screen is in. */
export function inChinese(key: Key): string {
  return messages[key].zh;
}
