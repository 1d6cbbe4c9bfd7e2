/** The sound of calls for help, turned on before one comes. */
import { may } from "../session.ts";
import { isAwake, isSoundOn, toggleSound } from "./sound.ts";
import { t } from "./words.ts";

export function SoundSwitch() {
  if (!may("records.read")) return null;
  return (
    <button type="button" aria-pressed={isSoundOn.value} onClick={toggleSound}>
      {soundWords()}
    </button>
  );
}

export function soundWords(): string {
  if (!isSoundOn.value) return t("console_live.sound_off");
  return t(isAwake.value ? "console_live.sound_on" : "console_live.sound_waits");
}
