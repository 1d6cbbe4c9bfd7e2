/** What can be done with a month that is open: what the side tells, what is asked over the room. */
import { go } from "../../base/router.ts";
import { Button, Choice } from "../../ui/controls.tsx";
import { may } from "../session.ts";
import type { Desk } from "./desk.ts";
import { EditTools } from "./edit_bar.tsx";
import type { Asking } from "./month_dialogs.tsx";
import { said } from "./saying.ts";
import type { Frame, Roster } from "./wire.ts";
import { t } from "./words.ts";

/** What the side tells of; "" is how the month is judged. */
export type Mode = "" | "asks" | "sick" | "what-if" | "versions" | "basis";

interface ToolsProps {
  desk: Desk;
  roster: Roster;
  frame: Frame;
  mode: Mode;
  to: (mode: Mode) => void;
  area: string | null;
  setArea: (area: string | null) => void;
  nAsks: number;
  isRunning: boolean;
  isEditable: boolean;
  /** Its days are over: what would change them is not offered. */
  isPast: boolean;
  save: () => void;
  setAsking: (asking: Asking) => void;
}

export function MonthTools(props: ToolsProps) {
  const { desk, roster, frame, mode, to, nAsks, isRunning, isEditable, setAsking } = props;
  const isDirty = desk.isDirty.value;
  const mayPlan = may("duty.plan");
  const { state } = roster;
  return (
    <>
      <AreaChoice frame={frame} area={props.area} setArea={props.setArea} />
      {mayPlan && state === "draft" && (
        <Button onPress={() => setAsking("solve")} disabled={isRunning || !isEditable}>
          {t("console_rosters.solve")}
        </Button>
      )}
      {mayPlan && state === "published" && !props.isPast && (
        <Tool mode={mode} of="sick" to={to} label={t("console_rosters.sick")} />
      )}
      {mayPlan && (
        <Tool
          mode={mode}
          of="asks"
          to={to}
          label={nAsks > 0 ? t("console_rosters.asks_n", { n: nAsks }) : t("console_rosters.asks")}
        />
      )}
      {mayPlan && state !== "withdrawn" && !props.isPast && (
        <Tool mode={mode} of="what-if" to={to} label={t("console_rosters.what_if")} />
      )}
      {state === "published" && (
        <Button onPress={() => go("rosters", roster.id, "attendance")}>
          {t("console_rosters.attendance")}
        </Button>
      )}
      <Tool mode={mode} of="basis" to={to} label={t("console_rosters.setup")} />
      {!frame.redacted && (
        <>
          <Tool mode={mode} of="versions" to={to} label={t("console_rosters.versions")} />
          <Button onPress={() => setAsking("files")}>{t("console_rosters.files")}</Button>
        </>
      )}
      <Button onPress={() => setAsking("keys")}>{t("console_rosters.keys")}</Button>
      {isEditable && <EditTools desk={desk} save={props.save} />}
      {isEditable && (state === "draft" || isDirty) && (
        <Button
          look={state === "draft" && isDirty ? "" : "strong"}
          onPress={() => setAsking("publish")}
          disabled={isRunning || desk.theirs.value !== null}
        >
          {t(state === "draft" ? "console_rosters.publish" : "console_rosters.publish_changes")}
        </Button>
      )}
    </>
  );
}

function AreaChoice({ frame, area, setArea }: Pick<ToolsProps, "frame" | "area" | "setArea">) {
  const areas = Object.entries(frame.areas);
  if (areas.length < 2) return null;
  return (
    <Choice
      label={t("console_rosters.area")}
      hideLabel
      look="segments"
      options={[
        { value: "", label: t("console_rosters.all_areas") },
        ...areas.map(([value, name]) => ({ value, label: said(name) })),
      ]}
      value={area ?? ""}
      choose={(value) => setArea(value || null)}
    />
  );
}

interface ToolProps {
  mode: Mode;
  of: Mode;
  label: string;
  to: (mode: Mode) => void;
}

function Tool({ mode, of, label, to }: ToolProps) {
  return (
    <button type="button" class="button tool" aria-pressed={mode === of} onClick={() => to(of)}>
      {label}
    </button>
  );
}
