/** A shift's letter on its colour: the letter is always there, the colour helps. */
/** Which of the three shifts of a day. */
export type ShiftKind = "early" | "middle" | "night";

interface MarkProps {
  code: string;
  kind: ShiftKind;
}

export function ShiftMark({ code, kind }: MarkProps) {
  // Codes are the squad's own, and may be whole words.
  const letter = Array.from(code)
    .slice(0, code.length > 2 ? 1 : 2)
    .join("");
  return (
    <span class="shift-mark" data-kind={kind} aria-hidden="true">
      {letter}
    </span>
  );
}
