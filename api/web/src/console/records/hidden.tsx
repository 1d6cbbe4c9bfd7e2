/** What the server keeps from the asker: said to be hidden, so that it is not taken for missing. */
import { t } from "../incidents/words.ts";
import { may } from "../session.ts";

/** Whether the server tells free text and crews to who is signed in. */
export function readsInFull(): boolean {
  return may("records.write");
}

export function Hidden() {
  return (
    <span class="hidden-word" title={t("console_incidents.hidden_why")}>
      {t("console_incidents.hidden")}
    </span>
  );
}

/** Text that people typed, or that it is hidden, or that nothing was written. */
export function Typed({ text, isHidden }: { text: string; isHidden: boolean }) {
  if (isHidden) return <Hidden />;
  return text ? <span class="typed">{text}</span> : <span class="quiet">—</span>;
}
