import type { z } from 'zod';
import type { UNITS, COUNTS_FROM, PARTIES, proposedTerm, PURPOSES, SILENCES } from '../../../contract/terms.ts';
import type { KINDS } from '../../../contract/words.ts';
import { tomorrow } from '../deadlines/tomorrow.ts';
import type { Term } from './group-terms.ts';

type Unit = (typeof UNITS)[number];
export type Proposed = z.input<typeof proposedTerm>;
/** A term as it stands in the fields; `''` = any, or not filled in. */
export type TermDraft = {
  purpose: (typeof PURPOSES)[number];
  serviceId: string;
  kind: '' | (typeof KINDS)[number];
  priority: '' | '1' | '2' | '3' | '4';
  amount: string;
  unit: Unit;
  ends: 'midnight' | 'closing';
  rolls: boolean;
  countsFrom: (typeof COUNTS_FROM)[number];
  pausesFor: (typeof PARTIES)[number][];
  silence: (typeof SILENCES)[number];
  extensionTimes: string;
  extensionAmount: string;
  extensionUnit: Unit;
  extensionNotice: boolean;
  lv: string;
  en: string;
  validFrom: string;
  /** Why a planned one is corrected. */
  reason: string;
};
export type TermFaults = Partial<Record<'serviceId' | 'amount' | 'lv' | 'en' | 'validFrom' | 'extension' | 'reason', string>>;

const SHORTEST = 3;
const MOST = 2000;

/** A new one, or the next version of one that is there; a correction begins with everything as it was planned. */
export function draftOf(follows: Term | null, firstService: string, corrects = false): TermDraft {
  const it = follows;
  return {
    purpose: it?.purpose ?? (firstService ? 'decision' : 'answer'),
    serviceId: it?.serviceId ?? firstService,
    kind: it?.kind ?? '',
    priority: it?.priority ? (String(it.priority) as TermDraft['priority']) : '',
    amount: it ? String(it.amount) : '',
    unit: it?.unit ?? 'working-days',
    ends: it?.ends ?? 'midnight',
    rolls: it?.rolls ?? true,
    countsFrom: it?.countsFrom ?? 'submitted',
    pausesFor: it?.pausesFor ?? ['client'],
    silence: it?.silence ?? 'nothing',
    extensionTimes: String(it?.extension?.times ?? 0),
    extensionAmount: it?.extension ? String(it.extension.limit.amount) : '',
    extensionUnit: it?.extension?.limit.unit ?? 'months',
    extensionNotice: it?.extension?.notice ?? true,
    lv: it?.law.lv ?? '',
    en: it?.law.en ?? '',
    validFrom: corrects ? (it?.validFrom ?? '') : '',
    reason: '',
  };
}

const whole = (text: string, least: number) => (/^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= MOST ? Number(text) : null);

/** What is still wrong with it, field by field: words of `settings:fault`. */
export function faultsOf(
  draft: TermDraft,
  { onlyServices, corrects = false, next = tomorrow() }: { onlyServices: boolean; corrects?: boolean; next?: string },
): TermFaults {
  const times = whole(draft.extensionTimes, 0);
  const extends_ = times === null || times > 20 || (times > 0 && whole(draft.extensionAmount, 1) === null);
  return {
    ...(onlyServices && draft.serviceId === '' && { serviceId: 'required' }),
    ...(whole(draft.amount, 1) === null && { amount: 'number' }),
    ...(draft.lv.trim().length < SHORTEST && { lv: 'law' }),
    ...(draft.en.trim().length < SHORTEST && { en: 'law' }),
    ...(draft.validFrom === '' ? { validFrom: 'required' } : draft.validFrom < next ? { validFrom: 'past' } : {}),
    ...(extends_ && { extension: 'extension' }),
    ...(corrects && draft.reason.trim().length < SHORTEST && { reason: 'reason' }),
  };
}

/** As the API takes it; only of a draft without faults. `agencyId`: null for what holds for all agencies. */
export function toProposed(draft: TermDraft, agencyId: string | null): Proposed {
  const { purpose, unit, ends, rolls, countsFrom, pausesFor, silence, validFrom } = draft;
  const times = Number(draft.extensionTimes);
  return {
    ...{ purpose, unit, ends, rolls, countsFrom, pausesFor, silence, validFrom, agencyId },
    serviceId: draft.serviceId || null,
    kind: draft.kind || null,
    priority: draft.priority ? Number(draft.priority) : null,
    amount: Number(draft.amount),
    extension: times > 0 ? { times, limit: { amount: Number(draft.extensionAmount), unit: draft.extensionUnit }, notice: draft.extensionNotice } : null,
    law: { lv: draft.lv.trim(), en: draft.en.trim() },
    validTo: null,
  };
}
