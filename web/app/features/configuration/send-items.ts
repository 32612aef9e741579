import { importItems, previewImport } from '../../../contract/configuration-import.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { request } from '../../api/call.ts';

export type Preview = ReplyOf<typeof previewImport>;

const formOf = (file: File) => {
  const form = new FormData();
  form.set('file', file);
  return form;
};

/** What the file would do, and every fault. Changes nothing. */
export const lookAt = async (file: File): Promise<Preview> => (await request(previewImport, {}, { body: formOf(file) })).json() as Promise<Preview>;

/** Takes in what was looked at. */
export const takeIn = async (file: File, seen: string, leave: boolean, idempotencyKey: string): Promise<ReplyOf<typeof importItems>> =>
  (await request(importItems, { seen, leave: String(leave) }, { body: formOf(file), idempotencyKey })).json() as Promise<ReplyOf<typeof importItems>>;

/** Faults as a file to send back to whoever made the first; formulas in it are guarded. */
export function faultsAsCsv(faults: Preview['faults'], head: string[], say: (fault: Preview['faults'][number]) => string): string {
  const cell = (it: string | number) =>
    `"${String(it)
      .replace(/^(?=[=+\-@\t\r])/, "'")
      .replaceAll('"', '""')}"`;
  const rows = faults.map(it => [it.line, it.column, it.value, say(it)]);
  return `\uFEFF${[head, ...rows].map(row => row.map(cell).join(';')).join('\r\n')}`;
}
