/** An officer's vault, open: what is put into it can be read with it only. */
import { type DataKey, FORM, type Sealed, seal, tag, unseal, utf8 } from "./crypto.ts";
import { VaultLocked } from "./errors.ts";
import type { Officer } from "./officers.ts";

export interface Vault {
  /** Of this vault, not of the officer: who forgot a PIN begins a new one. */
  readonly id: string;
  readonly officer: Officer;
  readonly isLocked: boolean;
  seal(value: unknown): Promise<Sealed>;
  open<T>(sealed: Sealed): Promise<T>;
  sealBytes(bytes: ArrayBuffer): Promise<Sealed>;
  openBytes(sealed: Sealed): Promise<ArrayBuffer>;
  /** Return a name for a text that tells nothing of it: for keys and indexes. */
  tag(text: string): Promise<string>;
  lock(): void;
}

export class OpenVault implements Vault {
  private key: DataKey | null;

  constructor(
    readonly id: string,
    readonly officer: Officer,
    key: DataKey,
  ) {
    this.key = key;
  }

  get isLocked(): boolean {
    return this.key === null;
  }

  async seal(value: unknown): Promise<Sealed> {
    return seal(this.keys.seal, utf8(JSON.stringify(value)), this.boundTo("json"));
  }

  async open<T>(sealed: Sealed): Promise<T> {
    const plain = await unseal(this.keys.seal, sealed, this.boundTo("json"));
    return JSON.parse(new TextDecoder().decode(plain)) as T;
  }

  async sealBytes(bytes: ArrayBuffer): Promise<Sealed> {
    return seal(this.keys.seal, bytes, this.boundTo("bytes"));
  }

  async openBytes(sealed: Sealed): Promise<ArrayBuffer> {
    return unseal(this.keys.seal, sealed, this.boundTo("bytes"));
  }

  async tag(text: string): Promise<string> {
    return tag(this.keys.tag, text);
  }

  lock(): void {
    this.key = null;
  }

  private get keys(): DataKey {
    if (this.key === null) throw new VaultLocked();
    return this.key;
  }

  private boundTo(what: "json" | "bytes"): string {
    return `${FORM}|${what}|${this.officer.id}`;
  }
}
