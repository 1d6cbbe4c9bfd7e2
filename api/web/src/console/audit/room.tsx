/** The audit: who did what, whether all of it is still there, and where the chains end. */
import "./room.css";
import { path } from "../../base/router.ts";
import { AnchorPage } from "./anchor.tsx";
import { Entries } from "./entries.tsx";
import { RecordChain } from "./record_chain.tsx";
import { Verify } from "./verify.tsx";

export function Room() {
  const [, way, kind, id] = path.value;
  if (way === "verify") return <Verify />;
  if (way === "anchor") return <AnchorPage />;
  if (way === "record" && kind) return <RecordChain object={id ? `${kind}/${id}` : kind} />;
  return <Entries />;
}
