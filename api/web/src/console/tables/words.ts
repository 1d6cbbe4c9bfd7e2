/** The words of the room of tables. */
import messages from "@messages/console_tables.json";
import { wordsOf } from "../../base/words.ts";

export { language, wordOf } from "../../base/words.ts";
export const t = wordsOf(messages);
export type Key = keyof typeof messages;
