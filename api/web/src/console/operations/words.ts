/** The words of the operations room. */
import messages from "@messages/console_operations.json";
import { wordsOf } from "../../base/words.ts";

export { language, nameOf, wordOf } from "../../base/words.ts";
export const t = wordsOf(messages);
export type Key = keyof typeof messages;
