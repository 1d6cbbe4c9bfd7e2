/** Addresses of pictures to look at. */
import { useEffect, useRef } from "preact/hooks";
import { blobOf, type Taken } from "./taken.ts";

/** Return addresses of small pictures to look at; each is given back when its photo is gone. */
export function useAddresses(photos: readonly Taken[]): (one: Taken) => string {
  const made = useRef(new Map<string, string>());
  useEffect(() => {
    const keys = new Set(photos.map(({ key }) => key));
    for (const [key, url] of made.current) {
      if (keys.has(key)) continue;
      URL.revokeObjectURL(url);
      made.current.delete(key);
    }
  }, [photos]);
  useEffect(
    () => () => {
      for (const url of made.current.values()) URL.revokeObjectURL(url);
    },
    [],
  );
  return (one) => {
    const known = made.current.get(one.key);
    if (known !== undefined) return known;
    const url = URL.createObjectURL(one.photo?.stamped ?? blobOf(one));
    made.current.set(one.key, url);
    return url;
  };
}
