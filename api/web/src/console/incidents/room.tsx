/** Incidents: the list, and one with all that belongs to it. */
import { path, replace } from "../../base/router.ts";
import "../styles/desk.css";
import "./room.css";
import { keepList } from "../records/way_back.ts";
import { Detail } from "./detail.tsx";
import { addressOf, type Filters, filtersOf } from "./filters.ts";
import { List } from "./list.tsx";

/** Stands in the address before the filters, where an incident's id would. */
const LIST = "list";

export function Room() {
  const [, what = LIST, rest = ""] = path.value;
  if (what !== LIST) return <Detail key={what} id={what} />;
  const change = (filters: Filters) => {
    const address = addressOf(filters);
    replace("incidents", ...(address ? [LIST, address] : []));
  };
  keepList("incidents", rest);
  return <List filters={filtersOf(rest)} change={change} />;
}
