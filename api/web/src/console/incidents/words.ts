/** The words of incidents, and of what all records of the desk have. */
import messages from "@messages/console_incidents.json";
import { wordsOf } from "../../base/words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages & string;
