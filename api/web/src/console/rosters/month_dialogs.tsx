/** What is asked over a month that is open. */
import { may } from "../session.ts";
import type { Desk } from "./desk.ts";
import { FilesDialog } from "./files_dialog.tsx";
import { KeysDialog } from "./keys_dialog.tsx";
import { PublishDialog } from "./publish_dialog.tsx";
import { RivalDialog } from "./rival_dialog.tsx";
import type { Sheet } from "./sheet.ts";
import { SolveDialog } from "./solve_dialog.tsx";
import type { Frame } from "./wire.ts";

export type Asking = "solve" | "publish" | "rival" | "files" | "keys";

interface DialogsProps {
  asking: Asking | null;
  setAsking: (asking: Asking | null) => void;
  desk: Desk;
  frame: Frame;
  sheet: Sheet;
  isEditable: boolean;
  solve: (seconds: number, keepPins: boolean) => void;
  published: () => void;
}

export function MonthDialogs(props: DialogsProps) {
  const { asking, setAsking, desk, frame, sheet, isEditable, solve, published } = props;
  const close = () => setAsking(null);
  if (asking === "solve") return <SolveDialog desk={desk} close={close} begin={solve} />;
  if (asking === "publish")
    return <PublishDialog desk={desk} frame={frame} close={close} published={published} />;
  if (asking === "rival") return <RivalDialog desk={desk} frame={frame} close={close} />;
  if (asking === "files")
    return (
      <FilesDialog
        desk={desk}
        frame={frame}
        mayPlan={may("duty.plan")}
        isEditable={isEditable}
        close={close}
      />
    );
  return asking === "keys" ? <KeysDialog shifts={sheet.shifts} close={close} /> : null;
}
