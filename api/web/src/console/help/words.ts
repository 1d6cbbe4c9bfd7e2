/** The words of help and of the tour. */
import messages from "@messages/console_help.json";
import { wordsOf } from "../../base/words.ts";

export const t = wordsOf(messages);
