/** A message some of whose parts are more than text. */
import { Fragment, type VNode } from "preact";
import { type Key, t } from "../words.ts";

export function rich(key: Key, parts: Record<string, VNode>): VNode {
  const pieces = t(key).split(/(\{\w+\})/);
  return (
    <>
      {pieces.map((piece) => (
        <Fragment key={piece}>{parts[piece.slice(1, -1)] ?? piece}</Fragment>
      ))}
    </>
  );
}
