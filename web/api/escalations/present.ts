import type { z } from 'zod';
import type { Escalation, Instruction } from '../../../prisma/generated/client.ts';
import type { ESCALATION_DECISIONS, escalationView } from '../../contract/escalations.ts';
import type { Titled } from '../cases/directory.ts';

export type EscalationView = z.input<typeof escalationView>;
export type Beside = {
  /** Names of people by user id. */
  names: Map<string, string>;
  agency: (id: string) => Titled;
  codes: Map<string, string>;
  instructions: Map<string, Instruction>;
  /** Open management tasks by escalation. */
  tasks: Map<string, { key: string; assigneeId: string | null }>;
};

/** An escalation in full: why, from whom, to whom, when; what was decided, by whom, and what came of it. */
export function presentEscalation(row: Escalation, { names, agency, codes, instructions, tasks }: Beside): EscalationView {
  const person = (id: string | null) => (id !== null && names.has(id) ? { id, name: names.get(id)! } : null);
  const task = tasks.get(row.id);
  const instruction = instructions.get(row.id);
  return {
    id: row.id,
    type: row.type as EscalationView['type'],
    kind: row.kind as EscalationView['kind'],
    from: { person: person(row.from), agency: names.has(row.from) ? null : agency(row.from) },
    to: agency(row.team ?? row.to.split('/')[0]!),
    reason: row.reason === row.kind ? null : row.reason,
    at: row.at.toISOString(),
    linkedCase: row.linkedCaseId && codes.has(row.linkedCaseId) ? { id: row.linkedCaseId, code: codes.get(row.linkedCaseId)! } : null,
    decision: presentDecision(row, { person, agency }),
    instruction: instruction
      ? {
          id: instruction.id,
          words: instruction.words,
          acknowledgedAt: instruction.acknowledgedAt?.toISOString() ?? null,
          acknowledgedBy: person(instruction.acknowledgedBy),
        }
      : null,
    task: task ? { key: task.key, assignee: person(task.assigneeId) } : null,
  };
}

type Namers = { person: (id: string | null) => { id: string; name: string } | null; agency: Beside['agency'] };

function presentDecision({ decision, decidedAt, decidedBy, decisionNote, assignedTo }: Escalation, { person, agency }: Namers): EscalationView['decision'] {
  if (decision === null || decidedAt === null) return null;
  const team = assignedTo?.startsWith('team:') ? agency(assignedTo.slice('team:'.length)) : null;
  return {
    what: decision as (typeof ESCALATION_DECISIONS)[number],
    note: decisionNote,
    person: team ? null : person(assignedTo),
    team,
    by: person(decidedBy),
    at: decidedAt.toISOString(),
  };
}
