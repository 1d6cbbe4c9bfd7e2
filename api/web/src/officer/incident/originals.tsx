/** Keeping photos as the camera made them: only with the original does its digest prove anything. */
import { useState } from "preact/hooks";
import { saveToPhone } from "../../capture/index.ts";
import { Button } from "../ui/controls.tsx";
import { t } from "../words.ts";
import { originalName, type Taken } from "./taken.ts";

export function KeepOriginals({ photos }: { photos: readonly Taken[] }) {
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const held = photos.filter(({ original }) => original);
  if (held.length === 0) return null;
  const open = held.filter(({ key }) => !given.has(key));
  const save = () => {
    for (const one of open) if (one.original) saveToPhone(one.original, originalName(one));
    setGiven(new Set([...given, ...open.map(({ key }) => key)]));
  };
  return open.length === 0 ? (
    <p class="quiet small">{t("officer.originals_given")}</p>
  ) : (
    <div class="stack">
      <Button onPress={save}>{t("officer.original_save", { n: open.length })}</Button>
      <p class="quiet small">{t("officer.original_why")}</p>
    </div>
  );
}
