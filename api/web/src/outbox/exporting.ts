/**
 * An outbox as a file that only the server opens (docs/outbox.md).
 *
 * What is in the database is sealed already and goes out as it is: no PIN is needed, and nothing
 * of it can be read on the way.
 */
import { base64, FORM, type Sealed } from "../vault/crypto.ts";
import { database } from "../vault/database.ts";
import { NoVault } from "../vault/index.ts";

interface Part {
  line: { part: "record" | "file" | "bytes" | "fixes"; seq: number; after?: number };
  box: Sealed;
}

/**
 * Return everything of a vault that was not sent.
 *
 * @param of an officer's id, for the vault in use, or the id of a vault that was set aside
 */
export async function exportLocked(of: string): Promise<Blob> {
  const db = await database();
  const tx = db.transaction(["vaults", "items", "files", "bytes", "fixes"]);
  const vaults = await tx.objectStore("vaults").getAll();
  const vault =
    vaults.find((one) => one.id === of) ??
    vaults.find((one) => one.officer.id === of && one.setAsideAt === null);
  if (vault === undefined) throw new NoVault();
  const [items, files, bytes, fixes] = await Promise.all([
    tx.objectStore("items").index("vault").getAll(vault.id),
    tx.objectStore("files").index("vault").getAll(vault.id),
    tx.objectStore("bytes").index("vault").getAll(vault.id),
    tx.objectStore("fixes").index("vault").getAll(vault.id),
  ]);
  const parts: Part[] = [
    ...items.map(({ seq = 0, after, box }) => ({
      line: { part: "record" as const, seq, ...(after === null ? {} : { after }) },
      box,
    })),
    ...fixes.map(({ seq = 0, box }) => ({ line: { part: "fixes" as const, seq }, box })),
    ...files.map(({ seq = 0, box }) => ({ line: { part: "file" as const, seq }, box })),
    ...bytes.map(({ seq, box }) => ({ line: { part: "bytes" as const, seq }, box })),
  ];
  const { kid, epk, iv, data } = vault.server;
  const header = {
    form: FORM,
    officer: vault.officer.id,
    made_at: new Date().toISOString(),
    key: { kid, epk, iv: base64(iv), data: base64(new Uint8Array(data)) },
  };
  const written = parts.flatMap(({ line, box }) => [
    lineOf({ ...line, iv: base64(box.iv), size: box.data.byteLength }),
    box.data,
    "\n",
  ]);
  const end = lineOf({ end: FORM, parts: parts.length });
  return new Blob([lineOf(header), ...written, end], { type: "application/octet-stream" });
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
