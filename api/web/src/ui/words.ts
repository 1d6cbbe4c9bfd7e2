/** The words of parts that all apps have. */
import ui from "@messages/ui.json";
import { wordsOf } from "../base/words.ts";

export type { Language } from "../base/words.ts";
export { language, locale } from "../base/words.ts";
export const t = wordsOf(ui);
export type Key = keyof typeof ui;
