/** Figures that explain themselves: what each means stands on them when pointed at or reached. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { t } from "../words.ts";

interface ExplainedProps {
  /** What the figure is: what is counted, over what. */
  means: string;
  children: ComponentChildren;
}

export function Explained({ means, children }: ExplainedProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <button
      type="button"
      class="explained"
      aria-describedby={isOpen ? id : undefined}
      onMouseEnter={() => setOpen(true)}
      onMouseLeave={close}
      onFocus={() => setOpen(true)}
      onBlur={close}
      onClick={() => setOpen(true)}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      {children}
      {isOpen && (
        <span class="means" role="tooltip" id={id}>
          {t("console.means", { what: means })}
        </span>
      )}
    </button>
  );
}

interface FigureProps extends Omit<ExplainedProps, "children"> {
  value: string;
  label: string;
  tone?: "bad" | "good" | "wait";
}

/** A number large, and its name under it. */
export function Figure({ value, label, means, tone }: FigureProps) {
  return (
    <div class="figure" data-tone={tone}>
      <Explained means={means}>
        <span class="figure-value">{value}</span>
        <span class="figure-label">{label}</span>
      </Explained>
    </div>
  );
}
