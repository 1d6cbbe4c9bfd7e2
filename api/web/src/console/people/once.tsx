/** A secret that is shown this once: to be copied now, or given anew. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { t } from "./words.ts";

export interface Secret {
  title: string;
  /** What to do with it. */
  words: string;
  rows: readonly { label: string; value: string }[];
}

export function Once({ secret, close }: { secret: Secret; close: () => void }) {
  return (
    <Dialog title={secret.title} close={close}>
      <p>{secret.words}</p>
      <dl class="once">
        {secret.rows.map((row) => (
          <div class="once-row" key={row.label}>
            <dt>{row.label}</dt>
            <dd>
              <code>{row.value}</code>
            </dd>
            <Copy text={row.value} what={row.label} />
          </div>
        ))}
      </dl>
      <p class="note">{t("console_people.shown_once")}</p>
    </Dialog>
  );
}

function Copy({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<"" | "done" | "failed">("");
  const copy = () => {
    // Only pages that came over TLS have a clipboard.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("none"));
    written.then(
      () => setState("done"),
      () => setState("failed"),
    );
  };
  const words = {
    "": t("console_people.copy"),
    done: t("console_people.copied"),
    failed: t("console_people.copy_by_hand"),
  };
  return (
    <Button label={`${words[state]} ${what}`} onPress={copy}>
      {words[state]}
    </Button>
  );
}
