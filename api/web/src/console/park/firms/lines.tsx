/** Entries of a form that there may be any number of: each is filled in, more are added, taken out. */
import type { ComponentChildren } from "preact";
import { Button } from "../../../ui/controls.tsx";

interface LinesProps<Line> {
  title: string;
  /** What they are for. */
  about: string;
  lines: readonly Line[];
  /** How many there may be; 0 adds none. */
  most: number;
  /** A new one, with nothing in it. */
  blank: Line;
  words: { more: string; out: string };
  fault: string | null;
  change: (lines: Line[]) => void;
  /** The fields of one; `alter` changes some of what it holds. */
  children: (line: Line, alter: (part: Partial<Line>) => void) => ComponentChildren;
}

export function Lines<Line>(props: LinesProps<Line>) {
  const { title, about, lines, most, blank, words, fault, change, children } = props;
  const alter = (n: number) => (part: Partial<Line>) =>
    change(lines.map((one, at) => (at === n ? { ...one, ...part } : one)));
  return (
    <fieldset class="firm-lines">
      <legend>{title}</legend>
      <p class="quiet small">{about}</p>
      {lines.map((line, n) => (
        // Lines have no name of their own.
        <div class="firm-line" key={n}>
          {children(line, alter(n))}
          <Button look="plain" onPress={() => change(lines.filter((_, at) => at !== n))}>
            {words.out}
          </Button>
        </div>
      ))}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {lines.length < most && (
        <Button onPress={() => change([...lines, blank])}>{words.more}</Button>
      )}
    </fieldset>
  );
}
