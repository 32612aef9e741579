import type { Tx } from '../../../platform/database.ts';

export type NewFinding = { caseId: string; tried: string | null; found: string | null; by: string | null; team: string | null; at: Date; id: string };

/** Who tried what, and what was found (P3.2, P4.1); nothing is written where nothing was said. */
export async function writeFinding(tx: Tx, finding: NewFinding): Promise<void> {
  if (finding.tried === null && finding.found === null) return;
  await tx.finding.create({ data: finding });
}
