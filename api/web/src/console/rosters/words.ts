/** The words of the room of rosters. */
import messages from "@messages/console_rosters.json";
import { wordsOf } from "../../base/words.ts";

export * from "../../base/words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages;
