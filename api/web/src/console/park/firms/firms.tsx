/** The park's firms: who is due for a check, what happened there, plan and hours of guidance. */
import "./firms.css";
import { path, replace } from "../../../base/router.ts";
import { Choice } from "../../../ui/controls.tsx";
import { t } from "../words.ts";
import { FirmList } from "./firm_list.tsx";
import { PlanView } from "./plan.tsx";
import { Slots } from "./slots.tsx";

const VIEWS = ["list", "plan", "slots"] as const;
type View = (typeof VIEWS)[number];

export function Firms() {
  const [, , asked, chosen] = path.value;
  const view = VIEWS.find((one) => one === asked) ?? "list";
  return (
    <>
      <div class="filter-row">
        <Choice<View>
          label={t("console_park.firm_views")}
          hideLabel
          look="segments"
          value={view}
          choose={(next) => replace("park", "firms", next)}
          options={[
            { value: "list", label: t("console_park.firm_list") },
            { value: "plan", label: t("console_park.firm_plan") },
            { value: "slots", label: t("console_park.firm_slots") },
          ]}
        />
      </div>
      {view === "list" && <FirmList chosen={chosen ?? null} />}
      {view === "plan" && <PlanView asked={chosen ?? null} />}
      {view === "slots" && <Slots />}
    </>
  );
}
