/** Who signs: on the screen, or that they would not. */
import { useState } from "preact/hooks";
import { Button, Choice, Field } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Twice } from "../../ui/twice.tsx";
import { nowIso, shortTime } from "../state/clock.ts";
import { nameOfOfficer } from "../state/duty.ts";
import { inChinese, t } from "../words.ts";
import { signersOf } from "./body.ts";
import { signerWord } from "./crew.ts";
import { type Draft, type DraftItem, hasSigned, type Refusal, type Signer } from "./draft.ts";
import { Signature, SignPad } from "./sign_pad.tsx";
import type { Stroke } from "./strokes.ts";
import { gearWord } from "./terms.ts";

interface SigningProps {
  draft: Draft;
  change: (to: (before: Draft) => Partial<Draft>) => void;
  me: string;
}

/** Officers sign that they took it; that they would not is nothing to be written down. */
function mayRefuse(who: Signer): boolean {
  return who === "party" || who === "witness";
}

export function Signing({ draft, change, me }: SigningProps) {
  const [signing, setSigning] = useState<Signer | null>(null);
  const [refusing, setRefusing] = useState<Signer | null>(null);
  return (
    <div class="field">
      <span class="legend">{t("officer.seizure.signatures")}</span>
      <ul class="list">
        {signersOf(draft).map((who) => (
          <li key={who} class="item signer">
            <Signed draft={draft} who={who} />
            <span class="row">
              <Button
                look={hasSigned(draft, who) || draft.refused[who] ? "" : "strong"}
                onPress={() => setSigning(who)}
                label={`${signWord(draft, who)} ${signerWord(who)}`}
              >
                {signWord(draft, who)}
              </Button>
              {mayRefuse(who) && !hasSigned(draft, who) && (
                <Button
                  onPress={() => setRefusing(who)}
                  label={`${t("officer.seizure.refused")} ${signerWord(who)}`}
                >
                  {t("officer.seizure.refused")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {signing !== null && (
        <SignSheet who={signing} draft={draft} change={change} close={() => setSigning(null)} />
      )}
      {refusing !== null && (
        <RefusalSheet
          who={refusing}
          draft={draft}
          change={change}
          me={me}
          close={() => setRefusing(null)}
        />
      )}
    </div>
  );
}

function signWord(draft: Draft, who: Signer): string {
  return hasSigned(draft, who) ? t("officer.look") : t("officer.seizure.sign");
}

function Signed({ draft, who }: { draft: Draft; who: Signer }) {
  const drawn = draft.drawn[who];
  const refusal = draft.refused[who];
  const isSigned = hasSigned(draft, who);
  return (
    <span class="item-main">
      <span class="item-title">{signerWord(who)}</span>
      {isSigned && drawn ? (
        <span class="row">
          <Signature strokes={drawn.strokes} />
          <span class="quiet small">{shortTime(drawn.at)}</span>
        </span>
      ) : refusal ? (
        <span class="small">
          {[
            t("officer.seizure.refused"),
            refusal.reason,
            t("officer.seizure.recorded_by", { who: nameOfOfficer(refusal.recordedBy) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      ) : (
        <span class="quiet small">
          {who === "witness" ? t("officer.seizure.if_any") : t("officer.seizure.unsigned")}
        </span>
      )}
    </span>
  );
}

interface SheetProps {
  who: Signer;
  draft: Draft;
  change: SigningProps["change"];
  close: () => void;
}

function SignSheet({ who, draft, change, close }: SheetProps) {
  // One that was given is looked at; nobody draws into it.
  const [isOpen, setOpen] = useState(!hasSigned(draft, who));
  const strokes = draft.drawn[who]?.strokes ?? [];
  const label = t("officer.seizure.sign_as", { who: signerWord(who) });
  const clear = () => {
    setOpen(true);
    change((before) => {
      const { [who]: _, ...drawn } = before.drawn;
      return { drawn };
    });
  };
  const add = (stroke: Stroke) =>
    change((before) => {
      const { [who]: _, ...refused } = before.refused;
      const given = [...(before.drawn[who]?.strokes ?? []), stroke];
      return { drawn: { ...before.drawn, [who]: { at: nowIso(), strokes: given } }, refused };
    });
  return (
    <Sheet title={label} close={close}>
      <p class="quiet small">
        {who === "party" ? t("officer.seizure.sign_party_why") : t("officer.seizure.sign_why")}
      </p>
      <p class="signed-for">{draft.items.map(lineWords).join("；")}</p>
      <SignPad label={label} strokes={strokes} {...(isOpen ? { add } : {})} />
      <div class="pair">
        <Twice large disabled={strokes.length === 0} onPress={clear} look="">
          {t("officer.seizure.sign_again")}
        </Twice>
        <Button look="strong" large onPress={close}>
          {isOpen && hasSigned(draft, who) ? t("officer.seizure.sign_done") : t("officer.close")}
        </Button>
      </div>
    </Sheet>
  );
}

function lineWords({ kind, quantity, unit, seal }: DraftItem, at: number): string {
  const sealed = seal && t("officer.seizure.seal_n", { seal });
  return [`${at + 1}. ${gearWord(kind)}`, quantity, unit, sealed].filter(Boolean).join(" ");
}

const REASONS = [
  "officer.seizure.reason_would_not",
  "officer.seizure.reason_left",
  "officer.seizure.reason_fled",
] as const;

function RefusalSheet({ who, draft, change, me, close }: SheetProps & { me: string }) {
  const known = draft.refused[who];
  const [reason, setReason] = useState(known?.reason ?? inChinese(REASONS[0]));
  const [by, setBy] = useState(known?.recordedBy ?? me);
  const keep = () => {
    const refusal: Refusal = { at: nowIso(), reason: reason.trim(), recordedBy: by };
    change((before) => ({ refused: { ...before.refused, [who]: refusal } }));
    close();
  };
  const drop = () => {
    change((before) => {
      const { [who]: _, ...refused } = before.refused;
      return { refused };
    });
    close();
  };
  return (
    <Sheet title={t("officer.seizure.refused_by", { who: signerWord(who) })} close={close}>
      <Choice
        label={t("officer.seizure.reason")}
        look="chips"
        value={REASONS.map((key) => inChinese(key)).find((one) => one === reason) ?? null}
        options={REASONS.map((key) => ({ value: inChinese(key), label: t(key) }))}
        choose={setReason}
      />
      <Field label={t("officer.seizure.reason_own")} value={reason} change={setReason} max={200} />
      <Choice
        label={t("officer.seizure.recorded_by_whom")}
        look="chips"
        value={by}
        options={draft.officers.map((id) => ({ value: id, label: nameOfOfficer(id) }))}
        choose={setBy}
      />
      <Button look="strong" large wide disabled={!draft.officers.includes(by)} onPress={keep}>
        {t("officer.seizure.refusal_keep")}
      </Button>
      {known && (
        <Twice wide onPress={drop}>
          {t("officer.seizure.refusal_drop")}
        </Twice>
      )}
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}
