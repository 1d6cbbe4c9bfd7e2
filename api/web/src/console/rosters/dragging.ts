/** Dragging a shift of the grid to another day or another person, with the mouse. */
import { useEffect, useRef } from "preact/hooks";

export interface Spot {
  row: number;
  col: number;
}

const BEGINS_PX = 5;
const EDGE_PX = 36;
const SCROLLED_PX = 14;

interface Drag {
  from: Spot;
  cell: HTMLElement;
  x: number;
  y: number;
  ghost: HTMLElement | null;
  over: HTMLElement | null;
}

/** Return the cell that an element of the grid is in. */
export function spotOf(target: EventTarget | Element | null): [HTMLElement, Spot] | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("td[data-col]") : null;
  if (cell === null) return null;
  return [cell, { row: Number(cell.dataset.row), col: Number(cell.dataset.col) }];
}

/**
 * Return the handler of a press in the grid.
 *
 * @param canDrag Whether what is at a spot may be dragged.
 */
export function useDragging(
  canDrag: (spot: Spot) => boolean,
  drop: (from: Spot, to: Spot) => void,
): (event: PointerEvent) => void {
  const drag = useRef<Drag | null>(null);
  const dropped = useRef(drop);
  dropped.current = drop;
  useEffect(() => {
    const move = (event: PointerEvent) => drag.current && moved(drag.current, event);
    const end = (event: PointerEvent) => {
      const now = drag.current;
      drag.current = null;
      if (now === null) return;
      const to = now.ghost === null ? null : spotOf(under(now, event));
      leave(now);
      if (to) dropped.current(now.from, to[1]);
    };
    const cancel = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== "Escape") return;
      if (drag.current) leave(drag.current);
      drag.current = null;
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", cancel);
    addEventListener("keydown", cancel);
    return () => {
      cancel(new Event("end"));
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", cancel);
      removeEventListener("keydown", cancel);
    };
  }, []);
  return (event) => {
    const found = spotOf(event.target);
    // A finger scrolls.
    if (!found || event.pointerType !== "mouse" || event.button !== 0) return;
    const [cell, from] = found;
    if (!canDrag(from)) return;
    drag.current = { from, cell, x: event.clientX, y: event.clientY, ghost: null, over: null };
  };
}

function moved(drag: Drag, event: PointerEvent): void {
  if (drag.ghost === null) {
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < BEGINS_PX) return;
    drag.ghost = ghostOf(drag.cell);
    drag.cell.dataset.dragged = "true";
  }
  drag.ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`;
  const over = spotOf(under(drag, event))?.[0] ?? null;
  if (over !== drag.over) {
    delete drag.over?.dataset.over;
    if (over) over.dataset.over = "true";
    drag.over = over;
  }
  scrolled(drag.cell.closest<HTMLElement>(".month-scroll"), event);
}

function under(drag: Drag, event: PointerEvent): Element | null {
  const { ghost } = drag;
  if (ghost) ghost.hidden = true;
  const found = document.elementFromPoint(event.clientX, event.clientY);
  if (ghost) ghost.hidden = false;
  return found;
}

function ghostOf(cell: HTMLElement): HTMLElement {
  const ghost = document.createElement("div");
  ghost.className = "duty-ghost";
  ghost.dataset.kind = cell.dataset.kind ?? "";
  ghost.textContent = cell.querySelector(".duty-letters")?.textContent ?? "";
  document.body.append(ghost);
  return ghost;
}

function leave(drag: Drag): void {
  drag.ghost?.remove();
  delete drag.over?.dataset.over;
  delete drag.cell.dataset.dragged;
}

function scrolled(frame: HTMLElement | null, { clientX, clientY }: PointerEvent): void {
  if (frame === null) return;
  const { left, right, top, bottom } = frame.getBoundingClientRect();
  const by = (at: number, from: number, to: number) =>
    at < from + EDGE_PX ? -SCROLLED_PX : at > to - EDGE_PX ? SCROLLED_PX : 0;
  frame.scrollBy(by(clientX, left, right), by(clientY, top, bottom));
}
