/** Numbers that run on: of decisions, of seals. */

/** Return the text with its last number counted up by one, zeros before it kept; "" without any. */
export function following(text: string): string {
  const found = /^(.*?)(\d+)(\D*)$/s.exec(text);
  if (!found) return "";
  const [, before = "", digits = "", after = ""] = found;
  const next = String(BigInt(digits) + 1n).padStart(digits.length, "0");
  return `${before}${next}${after}`;
}
