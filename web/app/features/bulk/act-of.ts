import type { BulkAct } from '../../../contract/bulk.ts';
import type { z } from 'zod';
import { isCaseCode, type impact, type urgency } from '../../../contract/words.ts';

export const IMPACTS = ['wide', 'limited', 'one'] as const satisfies readonly z.output<typeof impact>[];
export const URGENCIES = ['high', 'medium', 'low'] as const satisfies readonly z.output<typeof urgency>[];

/** Everything any act asks; each act takes what it needs. */
export interface Typed {
  assigneeId: string;
  words: string;
  code: string;
  impact: (typeof IMPACTS)[number];
  urgency: (typeof URGENCIES)[number];
  silent: boolean;
  /** Day up to and with which a clock stands; none = until somebody resumes it. */
  until: string;
}
export const EMPTY: Typed = { assigneeId: '', words: '', code: '', impact: 'one', urgency: 'medium', silent: false, until: '' };

const SHORTEST = 3;
export const isShort = (words: string): boolean => words.trim().length < SHORTEST;

/** The act as typed; null while something is missing. By hand and not by the contract: its parsers stay with the server (vite.config.ts). */
export function actOf(name: BulkAct['name'], { assigneeId, words, code, impact, urgency, silent, until }: Typed): BulkAct | null {
  const said = words.trim();
  if (name === 'claim' || name === 'release') return { name };
  if (name === 'assign') return assigneeId ? { name, assigneeId, note: said || null } : null;
  if (isShort(said)) return null;
  if (name === 'priority') return { name, impact, urgency, reason: said, silent };
  // what is down is an institution's: whoever else a case waits for is said case by case
  if (name === 'pause') return { name, for: 'institution', reason: said, until: until || null };
  if (name === 'link') return isCaseCode(code) ? { name, code: code.trim(), reason: said } : null;
  return name === 'escalate' ? { name, reason: said } : { name, body: said };
}
