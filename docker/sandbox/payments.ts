import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Payment, PaymentOrder } from './operations.ts';
import { Refusal } from './refusal.ts';

interface Entry {
  key: string;
  orderHash: string;
  payment: Payment;
}

/**
 * Payments ordered, one JSON line each. A line is on the disk before its order is answered, so that a killed sandbox
 * forgets nothing; one process writes.
 */
export function makePayments(file: string, now: () => Date) {
  mkdirSync(dirname(file), { recursive: true });
  const entries = readEntries(file);
  const handle = openSync(file, 'a');

  const find = (fits: (payment: Payment) => boolean) => entries.map(entry => entry.payment).filter(fits);

  return {
    find,

    /** Same key, same order: the same payment again. Throws `key-reused`, or `already-paid` when another key was first. */
    order(key: string, order: PaymentOrder): { payment: Payment; repeated: boolean } {
      const orderHash = createHash('sha256').update(JSON.stringify(order)).digest('hex');
      const before = entries.find(entry => entry.key === key);
      if (before && before.orderHash !== orderHash) throw new Refusal('key-reused');
      if (before) return { payment: before.payment, repeated: true };
      if (find(payment => payment.deceasedCode === order.deceasedCode || payment.reference === order.reference).length > 0) throw new Refusal('already-paid');

      const entry = { key, orderHash, payment: { ...order, paymentId: randomUUID(), status: 'ordered' as const, orderedAt: now().toISOString() } };
      append(handle, `${JSON.stringify(entry)}\n`);
      entries.push(entry);
      return { payment: entry.payment, repeated: false };
    },

    close: () => closeSync(handle),
  };
}
export type Payments = ReturnType<typeof makePayments>;

/** Whole and on the disk, or not at all: half a line on a full disk would be taken for a part of the next. */
function append(handle: number, line: string): void {
  const { size } = fstatSync(handle);
  try {
    writeFileSync(handle, line);
    fsyncSync(handle);
  } catch (error) {
    ftruncateSync(handle, size);
    throw error;
  }
}

/** A line without its end was cut off by a kill before it was answered: it is dropped, the order will come again. */
function readEntries(file: string): Entry[] {
  if (!existsSync(file)) return [];
  const content = readFileSync(file);
  const whole = content.subarray(0, content.lastIndexOf('\n') + 1);
  if (whole.length < content.length) truncateSync(file, whole.length);
  return whole
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Entry);
}
