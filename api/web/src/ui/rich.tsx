/** A message some of whose parts are more than text. */
import { Fragment, type VNode } from "preact";

export function rich<Key extends string>(
  say: (key: Key) => string,
  key: Key,
  parts: Record<string, VNode>,
): VNode {
  const pieces = say(key).split(/(\{\w+\})/);
  return (
    <>
      {pieces.map((piece) => (
        <Fragment key={piece}>{parts[piece.slice(1, -1)] ?? piece}</Fragment>
      ))}
    </>
  );
}
