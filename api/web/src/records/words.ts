/** The words of records that both apps have: of seizures and their steps, and of the law. */
import messages from "@messages/record_terms.json";
import { wordsOf } from "../base/words.ts";

export * from "../base/words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages & string;
