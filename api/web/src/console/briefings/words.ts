/** The words of the briefings. */
import lists from "@messages/brief_lists.json";
import own from "@messages/console_briefings.json";
import { wordsOf } from "../../base/words.ts";

const messages = { ...own, ...lists };

export const t = wordsOf(messages);
export type Key = keyof typeof messages;
