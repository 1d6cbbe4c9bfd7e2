/** How it looked before, and how it looks after. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { t } from "../words.ts";
import type { Standing } from "./standing.ts";
import type { PhotoTold } from "./wire.ts";

const WHEN = { before: "officer.case.before", after: "officer.case.after" } as const;

export function CasePhotos({ of }: { of: Standing }) {
  const [looking, setLooking] = useState<PhotoTold | null>(null);
  if (of.photos.length === 0) return null;
  return (
    <section class="pair">
      {(["before", "after"] as const).map((when) => (
        <div key={when} class="stack">
          <h2 class="heading">{t(WHEN[when])}</h2>
          <div class="shots">
            {of.photos
              .filter((one) => one.when === when)
              .map((one, at) => (
                <Shot key={one.id} photo={one} n={at + 1} open={() => setLooking(one)} />
              ))}
          </div>
        </div>
      ))}
      {looking && (
        <Sheet title={t(WHEN[looking.when])} close={() => setLooking(null)}>
          <img class="photo" src={addressOf(looking)} alt={t(WHEN[looking.when])} />
          <Button wide onPress={() => setLooking(null)}>
            {t("officer.close")}
          </Button>
        </Sheet>
      )}
    </section>
  );
}

/** A photo of the server's; without a line it is a number. */
function Shot({ photo, n, open }: { photo: PhotoTold; n: number; open: () => void }) {
  const [isThere, setThere] = useState(true);
  return (
    <button
      type="button"
      class="shot"
      aria-label={t("officer.photo_look", { n })}
      onClick={open}
      disabled={!isThere}
    >
      {isThere && <img src={addressOf(photo)} alt="" onError={() => setThere(false)} />}
      <span>{t("officer.photo_n", { n })}</span>
    </button>
  );
}

function addressOf({ sha256, record }: PhotoTold): string {
  return `/api/v1/evidence/${sha256}/copy?${new URLSearchParams({ record })}`;
}
