/** Seizures: what falls due, the list, and one with its things, its custody and its periods. */
import { path, replace } from "../../base/router.ts";
import "../incidents/room.css";
import "./room.css";
import { keepList } from "../records/way_back.ts";
import { Detail } from "./detail.tsx";
import { Due } from "./due.tsx";
import { addressOf, type Filters, filtersOf } from "./filters.ts";
import { List } from "./list.tsx";

const LIST = "list";

export function Room() {
  const [, what, rest = ""] = path.value;
  if (what === undefined) return <Due />;
  if (what !== LIST) return <Detail key={what} id={what} />;
  const change = (filters: Filters) => {
    const address = addressOf(filters);
    replace("seizures", LIST, ...(address ? [address] : []));
  };
  keepList("seizures", rest);
  return <List filters={filtersOf(rest)} change={change} />;
}
