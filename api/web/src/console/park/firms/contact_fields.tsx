/** Whom to call at a firm: kept apart, encrypted, destroyed in time. */
import { Button, Field } from "../../../ui/controls.tsx";
import { NEW_CONTACT } from "./firm_edits.ts";
import { t } from "./firm_words.ts";
import type { Contact } from "./wire.ts";

const MOST = 20;

interface ContactFieldsProps {
  lines: readonly Contact[];
  /** They were destroyed when their time was over: nobody can be added to those any more. */
  isExpired: boolean;
  fault: string | null;
  change: (lines: Contact[]) => void;
}

export function ContactFields({ lines, isExpired, fault, change }: ContactFieldsProps) {
  const replaced = (n: number, part: Partial<Contact>) =>
    change(lines.map((one, at) => (at === n ? { ...one, ...part } : one)));
  return (
    <fieldset class="firm-lines">
      <legend>{t("console_park.contacts")}</legend>
      <p class="quiet small">
        {t(isExpired ? "console_firms.contacts_expired" : "console_firms.contacts_how")}
      </p>
      {lines.map((line, n) => (
        <div class="firm-line" key={n}>
          <div class="field-pair">
            <Field
              label={t("console_firms.contact_name")}
              value={line.name}
              max={64}
              change={(name) => replaced(n, { name })}
            />
            <Field
              label={t("console_firms.contact_phone")}
              kind="tel"
              value={line.phone}
              max={32}
              change={(phone) => replaced(n, { phone })}
            />
          </div>
          <Field
            label={t("console_firms.contact_note")}
            value={line.note}
            max={500}
            change={(note) => replaced(n, { note })}
          />
          <Button look="plain" onPress={() => change(lines.filter((_, at) => at !== n))}>
            {t("console_firms.contact_out")}
          </Button>
        </div>
      ))}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {!isExpired && lines.length < MOST && (
        <Button onPress={() => change([...lines, NEW_CONTACT])}>
          {t("console_firms.contact_more")}
        </Button>
      )}
    </fieldset>
  );
}
