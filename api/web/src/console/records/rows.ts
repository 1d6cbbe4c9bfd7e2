/** Arrow keys go from row to row of a table, by the link that each has. */

export function stepRows(event: KeyboardEvent): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const at = event.target;
  if (by === 0 || !(at instanceof HTMLElement)) return;
  const row = at.closest("tr");
  const other = by > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  const link = other?.querySelector<HTMLElement>("a[href]");
  if (!link) return;
  event.preventDefault();
  link.focus();
}
