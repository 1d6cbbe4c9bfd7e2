/** The words of firms at the desk, beside those of the park's room. */
import firms from "@messages/console_firms.json";
import park from "@messages/console_park.json";
import { wordsOf } from "../../../base/words.ts";

const messages = { ...park, ...firms };

export const t = wordsOf(messages);
export type Key = keyof typeof messages;
