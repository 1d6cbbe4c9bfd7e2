/** News of the squad: counts up whenever something was written that the asker may see. */
import { signal } from "@preact/signals";

export const news = signal(0);
