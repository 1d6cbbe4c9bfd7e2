/** Further skills: names that posts ask for and people have, written in one line. */

/** Return the names in a line, each once: between commas of either kind. */
export function readSkills(line: string): string[] {
  const names = line.split(/[,，、;；]/).map((one) => one.trim());
  return [...new Set(names.filter((one) => one !== ""))];
}

export function skillWords(skills: readonly string[]): string {
  return skills.join("，");
}
