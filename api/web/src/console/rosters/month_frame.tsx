/** What the month scrolls in: days that are cut off on the right are under a shade. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Less is the rounding of a browser that zooms. */
const CUT_PX = 2;

export function MonthFrame({ children }: { children: ComponentChildren }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [cut, setCut] = useState<{ bar: number } | null>(null);
  useEffect(() => {
    const frame = scroller.current;
    if (frame === null) return;
    const look = () => {
      const hidden = frame.scrollWidth - frame.clientWidth - frame.scrollLeft;
      const bar = frame.offsetWidth - frame.clientWidth;
      setCut((now) => (hidden < CUT_PX ? null : now?.bar === bar ? now : { bar }));
    };
    const resized = new ResizeObserver(look);
    resized.observe(frame);
    for (const one of frame.children) resized.observe(one);
    frame.addEventListener("scroll", look, { passive: true });
    return () => {
      resized.disconnect();
      frame.removeEventListener("scroll", look);
    };
  }, []);
  return (
    <div class="month-frame">
      <div class="month-scroll" ref={scroller}>
        {children}
      </div>
      {cut && <div class="month-shade" style={{ right: `${cut.bar}px` }} />}
    </div>
  );
}
