/** Whom to call at a firm: kept apart, encrypted, destroyed in time. */
import { Field } from "../../../ui/controls.tsx";
import { NEW_CONTACT } from "./firm_edits.ts";
import { t } from "./firm_words.ts";
import { Lines } from "./lines.tsx";
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
  return (
    <Lines
      title={t("console_park.contacts")}
      about={t(isExpired ? "console_firms.contacts_expired" : "console_firms.contacts_how")}
      lines={lines}
      most={isExpired ? 0 : MOST}
      blank={NEW_CONTACT}
      words={{ more: t("console_firms.contact_more"), out: t("console_firms.contact_out") }}
      fault={fault}
      change={change}
    >
      {(line, alter) => (
        <>
          <div class="field-pair">
            <Field
              label={t("console_firms.contact_name")}
              value={line.name}
              max={64}
              change={(name) => alter({ name })}
            />
            <Field
              label={t("console_firms.contact_phone")}
              kind="tel"
              value={line.phone}
              max={32}
              change={(phone) => alter({ phone })}
            />
          </div>
          <Field
            label={t("console_firms.contact_note")}
            value={line.note}
            max={500}
            change={(note) => alter({ note })}
          />
        </>
      )}
    </Lines>
  );
}
