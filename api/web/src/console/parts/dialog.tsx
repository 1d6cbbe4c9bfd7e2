/** A question over the room. Escape, and a press beside it, mean no. */
import type { ComponentChildren } from "preact";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { t } from "../words.ts";

interface DialogProps {
  title: string;
  close: () => void;
  /** What it leads to, named; none where there is only something to read. */
  act?: { label: string; run: () => void; look?: "strong" | "danger"; disabled?: boolean };
  children: ComponentChildren;
}

export function Dialog({ title, close, act, children }: DialogProps) {
  return (
    <Sheet title={title} close={close}>
      <div class="dialog-body">{children}</div>
      <div class="dialog-foot">
        <Button onPress={close}>{t(act ? "console.cancel" : "console.close")}</Button>
        {act && (
          <Button look={act.look ?? "strong"} disabled={act.disabled ?? false} onPress={act.run}>
            {act.label}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
