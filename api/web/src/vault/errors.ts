/** Why a vault does not open. */

/** The PIN is wrong; beyond the free tries each further one has to wait, longer and longer. */
export class WrongPin extends Error {
  constructor(
    readonly triesLeft: number,
    readonly waitS: number,
  ) {
    super("wrong PIN");
    this.name = "WrongPin";
  }
}

/** Too many wrong PINs: none is tried before the wait is over. */
export class MustWait extends Error {
  constructor(readonly waitS: number) {
    super(`wait ${waitS} s`);
    this.name = "MustWait";
  }
}

/** Too short, or the first that anybody would try. */
export class WeakPin extends Error {
  constructor() {
    super("weak PIN");
    this.name = "WeakPin";
  }
}

/** The officer has no vault on this phone. */
export class NoVault extends Error {
  constructor() {
    super("no vault");
    this.name = "NoVault";
  }
}

/** The officer has one already: what is in it would be out of reach under a new one. */
export class VaultExists extends Error {
  constructor() {
    super("there is a vault already");
    this.name = "VaultExists";
  }
}

/** The vault was locked: the officer signed out, or another one took the phone. */
export class VaultLocked extends Error {
  constructor() {
    super("the vault is locked");
    this.name = "VaultLocked";
  }
}
