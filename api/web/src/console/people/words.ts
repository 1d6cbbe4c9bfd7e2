/** The words of people and devices. */
import messages from "@messages/console_people.json";
import { wordsOf } from "../../base/words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages;
