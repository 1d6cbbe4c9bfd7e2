/** Writing operations and transfers: an edit is based on the version that was read. */
import { uuid7 } from "../../base/ids.ts";
import { type Kept, readKept } from "../kept.ts";
import { write } from "../writing.ts";
import type { LinkKind, Operation, Transfer } from "./wire.ts";

type OperationBody = Omit<Operation, "id" | "counts">;

function operationBody(of: OperationBody): OperationBody {
  const { squad, kind, name, aim, start, end, areas, agencies, note, closed, voided } = of;
  return { squad, kind, name, aim, start, end, areas, agencies, note, closed, voided };
}

export function pathOf(id: string): string {
  return `/api/v1/operations/${id}`;
}

export async function editOperation(
  kept: Kept<Operation>,
  change: Partial<OperationBody>,
): Promise<Operation> {
  const body = operationBody({ ...kept.body, ...change });
  return write<Operation>(pathOf(kept.body.id), body, "PUT", kept.version);
}

/** Edit an operation as it is now: for acts that change one thing and no text. */
export async function changeOperation(
  id: string,
  change: Partial<OperationBody>,
): Promise<Operation> {
  return editOperation(await readKept<Operation>(pathOf(id)), change);
}

/** Say that a record belongs to an operation; return what says that it does not. */
export async function link(
  operationId: string,
  kind: LinkKind,
  targetId: string,
): Promise<(why: string) => Promise<void>> {
  const path = `/api/v1/operation-links/${uuid7()}`;
  const body = { operation_id: operationId, kind, target_id: targetId };
  await write(path, body);
  return async (why) => {
    const { version } = await readKept(path);
    await write(path, { ...body, removed: why }, "PUT", version);
  };
}

export async function editTransfer(
  kept: Kept<Transfer>,
  change: Partial<Pick<Transfer, "received" | "note" | "voided">>,
): Promise<Transfer> {
  const { id, incident_id, agency, at, number, reason, received, note, voided } = kept.body;
  const body = { incident_id, agency, at, number, reason, received, note, voided, ...change };
  return write<Transfer>(`/api/v1/transfers/${id}`, body, "PUT", kept.version);
}
