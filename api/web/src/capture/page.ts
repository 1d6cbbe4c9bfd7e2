/** What a tracker wants to know of the page that it runs in. */

export interface Page {
  isHidden(): boolean;
  onVisibility(tell: () => void): () => void;
  every(ms: number, tell: () => void): () => void;
}

export const thisPage: Page = {
  isHidden: () => document.visibilityState === "hidden",
  onVisibility(tell) {
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  },
  every(ms, tell) {
    const timer = setInterval(tell, ms);
    return () => clearInterval(timer);
  },
};
