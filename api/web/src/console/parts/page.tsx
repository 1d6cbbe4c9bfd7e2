/** The frame of a room: what it is about, what can be done, and the content. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface PageProps {
  title: string;
  /** A few words beside the title: what period, whose, as of when. */
  sub?: ComponentChildren;
  /** Choices and buttons, on the right. */
  tools?: ComponentChildren;
  /** Something that fills the room and scrolls by itself, like a map. */
  fill?: boolean;
  children: ComponentChildren;
}

export function Page({ title, sub, tools, fill, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Who does not see the room change hears it.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class={fill ? "page fill" : "page"}>
      <header class="page-head">
        <div class="page-title">
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {sub !== undefined && <p class="quiet">{sub}</p>}
        </div>
        {tools && <div class="page-tools">{tools}</div>}
      </header>
      <div class="page-body">{children}</div>
    </div>
  );
}

interface SplitProps {
  main: ComponentChildren;
  /** Null is folded away: the first column takes all. */
  side: ComponentChildren | null;
}

/** Two columns: what is looked at, and what is told about it. */
export function Split({ main, side }: SplitProps) {
  return (
    <div class={side === null ? "split folded" : "split"}>
      <div class="split-main">{main}</div>
      {side !== null && <aside class="split-side">{side}</aside>}
    </div>
  );
}

/** A part of a room under a small heading. */
export function Part({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="part">
      <div class="part-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
