/** The room of rosters: the list of months, and the month that is open. */
import "./room.css";
import "./grid.css";
import { path } from "../../base/router.ts";
import { isUnsaved } from "./desk.ts";
import { List } from "./list.tsx";
import { Month } from "./month.tsx";

// Edits stay on the desk while other rooms are open: they are asked about there, too.
addEventListener("beforeunload", (event) => {
  if (isUnsaved()) event.preventDefault();
});

export function Room() {
  const [, id] = path.value;
  return <div class="rosters">{id === undefined ? <List /> : <Month key={id} id={id} />}</div>;
}
