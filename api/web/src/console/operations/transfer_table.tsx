/** Cases handed on, each with its letter, its frozen list of evidence, and the receipt. */
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { Button, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { readKept } from "../kept.ts";
import { termWord } from "../office.ts";
import { Dialog } from "../parts/dialog.tsx";
import { fieldMoment, Moment, wireMoment } from "../parts/moment.tsx";
import { may } from "../session.ts";
import { number, shortTime } from "../times.ts";
import { editTransfer } from "./saving.ts";
import type { Transfer } from "./wire.ts";
import { t } from "./words.ts";

function intoView(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: "center" });
}

interface TransferTableProps {
  items: readonly Transfer[];
  /** The one that an address, or the code on its letter, leads to. */
  marked?: string | undefined;
  changed: () => void;
}

export function TransferTable({ items, marked, changed }: TransferTableProps) {
  const [signing, setSigning] = useState<string | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <table class="table">
        <thead>
          <tr>
            <th>{t("console_operations.handed_at")}</th>
            <th>{t("console_operations.letter_number")}</th>
            <th>{t("console_operations.agency")}</th>
            <th>{t("console_operations.why")}</th>
            <th>{t("console_operations.evidence")}</th>
            <th>{t("console_operations.receipt")}</th>
            <th>{t("console_operations.papers")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Fragment key={one.id}>
              <tr {...(one.id === marked ? { "aria-current": "true", ref: intoView } : {})}>
                <td class="when">{shortTime(one.at)}</td>
                <th scope="row">
                  {one.number || "—"}
                  {!one.counts && <span class="tag">{t("console_operations.void")}</span>}
                </th>
                <td>{termWord("agencies", one.agency)}</td>
                <td class="typed">
                  {one.reason}{" "}
                  <a href={`#/incidents/${one.incident_id}`}>{t("console_operations.incident")}</a>
                </td>
                <td>
                  {one.evidence.length === 0 ? (
                    t("console_operations.no_files")
                  ) : (
                    <button
                      type="button"
                      class="cell-link"
                      aria-expanded={open === one.id}
                      onClick={() => setOpen(open === one.id ? null : one.id)}
                    >
                      {t("console_operations.n_files", { n: one.evidence.length })}
                    </button>
                  )}
                </td>
                <td>
                  <Receipt of={one} sign={() => setSigning(one.id)} />
                </td>
                <td>
                  {may("persons.read") && (
                    <a
                      class="button"
                      href={`/api/v1/transfers/${one.id}/papers/letter.pdf`}
                      target="_blank"
                      rel="noopener"
                    >
                      {t("console_operations.letter")}
                    </a>
                  )}
                </td>
              </tr>
              {open === one.id && (
                <tr>
                  <td colSpan={7}>
                    <Files of={one} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {signing && (
        <ReceiptDialog
          id={signing}
          close={() => setSigning(null)}
          done={() => {
            setSigning(null);
            changed();
          }}
        />
      )}
    </>
  );
}

function Receipt({ of, sign }: { of: Transfer; sign: () => void }) {
  if (of.received) {
    return (
      <span class="tag" data-tone="ok" title={of.received.by}>
        {t("console_operations.received", { at: shortTime(of.received.at) })}
      </span>
    );
  }
  if (may("measures.approve") && of.counts) {
    return <Button onPress={sign}>{t("console_operations.note_receipt")}</Button>;
  }
  return (
    <span class="tag" data-tone="wait">
      {t("console_operations.not_received")}
    </span>
  );
}

function Files({ of }: { of: Transfer }) {
  return (
    <>
      <p class="quiet small">{t("console_operations.frozen")}</p>
      <ul class="bare-list frozen-files">
        {of.evidence.map((file) => (
          <li key={file.sha256}>
            <code>{file.sha256}</code>
            <span class="quiet">
              {file.media_type} · {number(file.size_bytes / 1024)} KB
            </span>
            <span class="typed">{file.note}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function ReceiptDialog({ id, close, done }: { id: string; close: () => void; done: () => void }) {
  const [by, setBy] = useState("");
  const [at, setAt] = useState(fieldMoment(Date.now()));
  const [fault, setFault] = useState<string | null>(null);
  const moment = wireMoment(at);
  const save = async () => {
    if (moment === null) return;
    try {
      const kept = await readKept<Transfer>(`/api/v1/transfers/${id}`);
      await editTransfer(kept, { received: { by: by.trim(), at: moment } });
      toast(t("console_operations.receipt_noted"));
      done();
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  return (
    <Dialog
      title={t("console_operations.note_receipt")}
      close={close}
      act={{
        label: t("console_operations.note_receipt"),
        run: () => void save(),
        disabled: by.trim() === "" || moment === null,
      }}
    >
      <p class="note">{t("console_operations.receipt_final")}</p>
      <Field
        label={t("console_operations.received_by")}
        hint={t("console_operations.received_by_hint")}
        value={by}
        max={100}
        change={setBy}
      />
      <Moment label={t("console_operations.received_at")} value={at} change={setAt} />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
