/** The key that takes a photo of a seized thing. */
import { t } from "../words.ts";

interface ShutterProps {
  n: number;
  number: number;
  working: boolean;
  shoot: (input: HTMLInputElement) => Promise<void>;
}

/** Take a photo of an item; how many there are stands on it. */
export function Shutter({ n, number, working, shoot }: ShutterProps) {
  return (
    <label class={n > 0 ? "button shutter" : "button shutter add"}>
      {working
        ? t("officer.working")
        : n > 0
          ? t("officer.photo_n", { n })
          : t("officer.take_photo")}
      <input
        class="sr"
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={t("officer.seizure.photo_of", { n: number })}
        onChange={(event) => void shoot(event.currentTarget)}
      />
    </label>
  );
}
