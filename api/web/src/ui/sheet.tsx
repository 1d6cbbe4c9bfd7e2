/** A question laid over the screen: Escape and a press beside it mean no. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface SheetProps {
  title: string;
  close: () => void;
  children: ComponentChildren;
}

export function Sheet({ title, close, children }: SheetProps) {
  const id = useId();
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const leave = useRef(close);
  leave.current = close;
  useEffect(() => {
    // Of the page: a button that was pressed and is out of use meanwhile has no focus any more.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isUppermost(sheet.current)) return;
      if (event.key === "Escape") leave.current();
      if (event.key === "Tab") keepInside(event, sheet.current);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what a press beside the sheet does, Escape does too
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is heard wherever the focus is
    <div class="scrim" onClick={(event) => event.target === event.currentTarget && close()}>
      <div
        class="sheet"
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        tabIndex={-1}
        ref={sheet}
      >
        <h2 class="heading" id={id}>
          {title}
        </h2>
        {children}
      </div>
    </div>
  );
}

function isUppermost(sheet: HTMLElement | null): boolean {
  const all = document.querySelectorAll(".sheet");
  return sheet !== null && all[all.length - 1] === sheet;
}

const REACHED = "button:enabled, input:enabled, select:enabled, textarea:enabled, a[href], summary";

function keepInside(event: KeyboardEvent, sheet: HTMLElement | null): void {
  const within = sheet?.querySelectorAll<HTMLElement>(REACHED) ?? [];
  const first = within[0];
  const last = within[within.length - 1];
  const at = document.activeElement;
  const isInside = sheet?.contains(at) ?? false;
  if (event.shiftKey && (!isInside || at === first || at === sheet)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && (!isInside || at === last)) {
    event.preventDefault();
    first?.focus();
  }
}
