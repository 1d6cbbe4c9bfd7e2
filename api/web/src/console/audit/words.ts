/** The words of the audit. */
import messages from "@messages/console_audit.json";
import { wordsOf } from "../../base/words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages;
