/** The reviewer signs once for what is reviewed, or keeps it as it is. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Twice } from "../../ui/twice.tsx";
import { Signature, SignPad } from "../seizure/sign_pad.tsx";
import type { Stroke } from "../seizure/strokes.ts";
import { nowIso, shortTime } from "../state/clock.ts";
import { here } from "../state/entry.ts";
import { t } from "../words.ts";
import { type Drawn, hasSigned } from "./keeping.ts";

/** What was drawn so far, as it is when a stroke ends. */
export type ChangeDrawn = (to: (before: Drawn | null) => Drawn | null) => void;

interface SignerProps {
  drawn: Drawn | null;
  sign: () => void;
}

export function Signer({ drawn, sign }: SignerProps) {
  const isSigned = hasSigned(drawn);
  const word = isSigned ? t("officer.look") : t("officer.seizure.sign");
  return (
    <div class="item signer">
      <span class="item-main">
        <span class="item-title">{t("officer.review.reviewer")}</span>
        {isSigned ? (
          <span class="row">
            <Signature strokes={drawn.strokes} />
            <span class="quiet small">{shortTime(drawn.at)}</span>
          </span>
        ) : (
          <span class="quiet small">{t("officer.seizure.unsigned")}</span>
        )}
      </span>
      <Button
        look={isSigned ? "" : "strong"}
        onPress={sign}
        label={`${word} ${t("officer.review.reviewer")}`}
      >
        {word}
      </Button>
    </div>
  );
}

interface SheetProps {
  drawn: Drawn | null;
  change: ChangeDrawn;
  close: () => void;
}

export function SignSheet({ drawn, change, close }: SheetProps) {
  // One that was given is looked at; nobody draws into it.
  const [isOpen, setOpen] = useState(!hasSigned(drawn));
  const strokes = drawn?.strokes ?? [];
  const label = t("officer.seizure.sign_as", { who: here().officer.name });
  const clear = () => {
    setOpen(true);
    change(() => null);
  };
  const add = (stroke: Stroke) =>
    change((before) => ({ at: nowIso(), strokes: [...(before?.strokes ?? []), stroke] }));
  return (
    <Sheet title={label} close={close}>
      <p class="quiet small">{t("officer.review.sign_why")}</p>
      <SignPad label={label} strokes={strokes} {...(isOpen ? { add } : {})} />
      <div class="pair">
        <Twice large disabled={strokes.length === 0} onPress={clear} look="">
          {t("officer.seizure.sign_again")}
        </Twice>
        <Button look="strong" large onPress={close}>
          {isOpen && hasSigned(drawn) ? t("officer.seizure.sign_done") : t("officer.close")}
        </Button>
      </div>
    </Sheet>
  );
}

interface UnsignedProps {
  sign: () => void;
  save: () => void;
  close: () => void;
}

export function UnsignedSheet({ sign, save, close }: UnsignedProps) {
  return (
    <Sheet title={t("officer.review.unsigned")} close={close}>
      <p class="quiet small">{t("officer.review.unsigned_why")}</p>
      <Button look="strong" large wide onPress={sign}>
        {t("officer.seizure.sign")}
      </Button>
      <Button look="danger" large wide onPress={save}>
        {t("officer.seizure.save_anyway")}
      </Button>
    </Sheet>
  );
}
