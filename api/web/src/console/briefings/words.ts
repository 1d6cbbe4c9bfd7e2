/** The words of the briefings. */
import messages from "@messages/console_briefings.json";
import { wordsOf } from "../../base/words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages;
