/** Seizures: what falls due, the list, and one with its things, its custody and its periods. */
import { path } from "../../base/router.ts";
import "../incidents/room.css";
import "./room.css";
import { LIST, narrowed } from "../records/narrowed.ts";
import { Detail } from "./detail.tsx";
import { Due } from "./due.tsx";
import { addressOf, filtersOf } from "./filters.ts";
import { List } from "./list.tsx";

export function Room() {
  const [, what, rest = ""] = path.value;
  if (what === undefined) return <Due />;
  if (what !== LIST) return <Detail key={what} id={what} />;
  return <List {...narrowed("seizures", rest, { filtersOf, addressOf })} />;
}
