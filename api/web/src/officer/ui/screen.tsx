/** The frame of every screen: what it is, what was not sent yet, and what is done here. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { back } from "../../base/router.ts";
import { t } from "../words.ts";
import { Banners } from "./banners.tsx";
import { SyncPill } from "./sync_pill.tsx";

interface ScreenProps {
  title: string;
  sub?: ComponentChildren;
  /** Where one came from; none on the first screen. */
  leave?: boolean | (() => void);
  pinned?: ComponentChildren;
  two?: boolean;
  flush?: boolean;
  children: ComponentChildren;
}

export function Screen({ title, sub, leave = true, pinned, two, flush, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Who does not see the screen change hears it.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class="screen">
      <header class="head">
        <div class="head-row">
          <div class="row grow">
            {leave && (
              <button
                type="button"
                class="back"
                aria-label={t("officer.back")}
                onClick={() => (typeof leave === "function" ? leave() : back())}
              >
                <BackMark />
              </button>
            )}
            <h1 tabIndex={-1} ref={heading}>
              {title}
            </h1>
          </div>
          <SyncPill />
        </div>
        {sub !== undefined && <div class="head-sub">{sub}</div>}
      </header>
      <Banners />
      {/* A list without a button in it must be scrolled by keys too. */}
      <main class={flush ? "screen-body flush" : "screen-body"} tabIndex={flush ? -1 : 0}>
        {children}
      </main>
      {pinned && <div class={two ? "pinned two" : "pinned"}>{pinned}</div>}
    </div>
  );
}

function BackMark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M14 4 7 11l7 7" fill="none" stroke="currentColor" stroke-width="2.4" />
    </svg>
  );
}
