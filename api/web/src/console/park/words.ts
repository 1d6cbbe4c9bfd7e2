/** The words of the park room. */
import messages from "@messages/console_park.json";
import { wordsOf } from "../../base/words.ts";

export { language, nameOf, wordOf } from "../../base/words.ts";
export const t = wordsOf(messages);
export type Key = keyof typeof messages;
