/** Writing from a room whose parts show it at once, before the server's news of it come round. */
import { tell } from "./asking.ts";
import { news } from "./feed.ts";

/** As `tell`; whatever follows the news asks again. */
export async function write<T>(
  path: string,
  body: unknown,
  method: "PUT" | "POST" | "DELETE" = "PUT",
  version?: string,
): Promise<T> {
  const made = await tell<T>(path, body, method, version);
  news.value += 1;
  return made;
}
