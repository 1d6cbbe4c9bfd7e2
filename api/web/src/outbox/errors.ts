/** What an outbox cannot do. */

/** It is not on the disk. The form must stay as it is; `full` says that the phone has no room. */
export class NotSaved extends Error {
  constructor(
    readonly full: boolean,
    options?: ErrorOptions,
  ) {
    super(full ? "no room on the phone" : "not saved", options);
    this.name = "NotSaved";
  }
}

/** The item is not there any more, or in no state for this. */
export class NoSuchItem extends Error {
  constructor() {
    super("no such item");
    this.name = "NoSuchItem";
  }
}

export function notSaved(error: unknown): NotSaved {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return new NotSaved(name === "QuotaExceededError", { cause: error });
}
