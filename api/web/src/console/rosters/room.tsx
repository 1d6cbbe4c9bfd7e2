/** The room of rosters: the list of months, the month that is open, and what months are made of. */
import "./room.css";
import "./grid.css";
import "./duty_cell.css";
import "./setup/setup.css";
import "./attendance/attendance.css";
import { path } from "../../base/router.ts";
import { may } from "../session.ts";
import { isUnsaved } from "./desk.ts";
import { List } from "./list.tsx";
import { Month } from "./month.tsx";
import { PeoplePage } from "./people/people.tsx";
import { SetupPage } from "./setup/setup.tsx";
import { isSetupUnsaved } from "./setup/setup_desk.ts";
import { squadAt } from "./squads.tsx";

// Edits stay on the desk while other rooms are open: they are asked about there, too.
addEventListener("beforeunload", (event) => {
  if (isUnsaved() || isSetupUnsaved()) event.preventDefault();
});

export function Room() {
  return (
    <div class="rosters">
      <Inside />
    </div>
  );
}

function Inside() {
  const [, id, more] = path.value;
  if (id === undefined) return <List />;
  const squad = squadAt(more);
  if (id === "setup") return <SetupPage key={squad} squad={squad} />;
  if (id === "people")
    return may("duty.plan") ? <PeoplePage key={squad} squad={squad} /> : <List />;
  return <Month key={id} id={id} />;
}
