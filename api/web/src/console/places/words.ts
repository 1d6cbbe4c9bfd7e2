/** The words of areas and boundaries. */
import messages from "@messages/console_places.json";
import { wordsOf } from "../../base/words.ts";

export const t = wordsOf(messages);
