/** Incidents: the list, and one with all that belongs to it. */
import { path } from "../../base/router.ts";
import "../styles/desk.css";
import "./room.css";
import { LIST, narrowed } from "../records/narrowed.ts";
import { Detail } from "./detail.tsx";
import { addressOf, filtersOf } from "./filters.ts";
import { List } from "./list.tsx";

export function Room() {
  const [, what = LIST, rest = ""] = path.value;
  if (what !== LIST) return <Detail key={what} id={what} />;
  return <List {...narrowed("incidents", rest, { filtersOf, addressOf })} />;
}
