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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    if (event.key === "Tab") keepInside(event, sheet.current);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what a press beside the sheet does, Escape does too
    <div
      class="scrim"
      onClick={(event) => event.target === event.currentTarget && close()}
      onKeyDown={onKeyDown}
    >
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

function keepInside(event: KeyboardEvent, sheet: HTMLElement | null): void {
  const within = sheet?.querySelectorAll<HTMLElement>("button, input, textarea, a[href]") ?? [];
  const first = within[0];
  const last = within[within.length - 1];
  const at = document.activeElement;
  if (event.shiftKey && (at === first || at === sheet)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && at === last) {
    event.preventDefault();
    first?.focus();
  }
}
