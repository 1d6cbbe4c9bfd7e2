/** The words of the console's frame; each room has a catalogue of its own (`console_<room>.json`). */
import messages from "@messages/console.json";
import ui from "@messages/ui.json";
import { wordsOf } from "../base/words.ts";

export * from "../base/words.ts";

export const t = wordsOf({ ...messages, ...ui });
