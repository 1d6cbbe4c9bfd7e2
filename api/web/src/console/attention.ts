/** Whether somebody sits at the console: what it asks by itself is no sign of life. */
import { attendedWhen } from "../base/api.ts";

const ATTENDED_MS = 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

let seenAt = Date.now();

/** Begin to look for hands on mouse and keys. */
export function watchHands(): void {
  const see = () => {
    seenAt = Date.now();
  };
  for (const sign of SIGNS) addEventListener(sign, see, { capture: true, passive: true });
  attendedWhen(() => Date.now() - seenAt < ATTENDED_MS);
}
