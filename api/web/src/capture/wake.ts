/** The screen kept on: a web page gets no position once it is off. */

/** `waiting`: the page is hidden, and asks again when it is seen. `refused`: battery low, say. */
export type Wake = "held" | "waiting" | "refused" | "unsupported";

export interface Awake {
  release(): void;
}

/** Keep the screen on until released; the browser takes the lock away whenever the page hides. */
export function keepAwake(tell: (wake: Wake) => void): Awake {
  if (!("wakeLock" in navigator)) {
    tell("unsupported");
    return { release: () => {} };
  }
  let lock: WakeLockSentinel | null = null;
  let isWanted = true;
  let isAsking = false;

  const ask = async () => {
    if (!isWanted || isAsking || lock !== null) return;
    if (document.visibilityState !== "visible") return tell("waiting");
    isAsking = true;
    try {
      const got = await navigator.wakeLock.request("screen");
      if (!isWanted) return void got.release();
      lock = got;
      got.addEventListener("release", () => {
        lock = null;
        if (isWanted) tell("waiting");
      });
      tell("held");
    } catch {
      if (isWanted) tell("refused");
    } finally {
      isAsking = false;
    }
  };
  const onChange = () => void ask();

  document.addEventListener("visibilitychange", onChange);
  void ask();
  return {
    release() {
      isWanted = false;
      document.removeEventListener("visibilitychange", onChange);
      void lock?.release();
      lock = null;
    },
  };
}
