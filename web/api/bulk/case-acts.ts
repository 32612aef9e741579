import { Problem } from '../../../platform/problem.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import type { BulkAct } from '../../contract/bulk.ts';
import { mayClassify, mayEscalate, mayNote, maySeeCase, mayWrite } from '../cases/policy.ts';
import type { User } from '../http/user.ts';
import { mayLink } from '../links/policy.ts';
import type { BulkDeps, BulkDoer } from './acts.ts';

type CaseAct = Exclude<BulkAct, { name: 'claim' | 'release' | 'assign' | 'pause' }>;
type Impact = Extract<CaseAct, { name: 'priority' }>['impact'];
type Urgency = Extract<CaseAct, { name: 'priority' }>['urgency'];

/** Said on the timeline when a priority is given back. */
const TAKEN_BACK = 'Masveida darbība atsaukta';

/** Priority, notes, messages, escalation, links. */
export function caseActs(act: CaseAct, { db, useCases: { cases, links } }: BulkDeps): BulkDoer {
  const read = (ids: string[]) => db.case.findMany({ where: { id: { in: ids } } });

  function mayEach(user: User, it: Case, other: Case | null): boolean {
    switch (act.name) {
      case 'priority':
        return mayClassify(user, it);
      case 'note':
        return mayNote(user, it);
      case 'message':
        return mayWrite(user, it);
      case 'escalate':
        return mayEscalate(user, it);
      case 'link':
        return other !== null && other.id !== it.id && mayLink(user, it, other);
    }
  }

  return {
    async preview(targets, user) {
      const other = act.name === 'link' ? await db.case.findUnique({ where: { code: act.code } }) : null;
      const rows = (await read(targets)).filter(it => maySeeCase(user, it));
      return new Map(rows.map(it => [it.id, { caseId: it.id, code: it.code, why: mayEach(user, it, other) ? null : 'not-permitted' }]));
    },

    async run(caseId, context, once) {
      const own = { ...context, once: once(null, () => null) };
      switch (act.name) {
        case 'note':
          return cases.messages.send({ caseId, body: act.body, internal: true }, own);
        case 'message':
          return cases.messages.send({ caseId, body: act.body, internal: false }, own);
        case 'escalate':
          return cases.escalate({ caseId, reason: act.reason }, own);
        case 'link':
          return links.link(
            { caseId, code: act.code, type: 'related', reason: act.reason },
            { ...context, once: once<{ id: string }>(null, ({ id }) => ({ linkId: id })) },
          );
        case 'priority': {
          const [it] = await read([caseId]);
          if (!it) throw new Problem('not-found', `No case ${caseId}`);
          const { impact, urgency, reason, silent } = act;
          const kept = once({ impact: it.impact, urgency: it.urgency, silent }, () => ({ impact, urgency }));
          return cases.reclassify({ caseId, impact, urgency, reason, version: it.version, silent }, { ...context, once: kept });
        }
      }
    },

    ...(act.name === 'priority' && {
      async undo(caseId, { before, after }, context, once) {
        const [it] = await read([caseId]);
        if (!it) throw new Problem('not-found', `No case ${caseId}`);
        if (it.impact !== after['impact'] || it.urgency !== after['urgency'])
          throw new Problem('state-conflict', `Case ${caseId} has been classified anew since`);
        const [impact, urgency] = [before['impact'] as Impact, before['urgency'] as Urgency];
        const silent = before['silent'] === true;
        const own = { ...context, once: once(null, () => null) };
        return cases.reclassify({ caseId, impact, urgency, reason: TAKEN_BACK, version: it.version, silent }, own);
      },
    }),
    ...(act.name === 'link' && {
      undo: (caseId, { after }, context, once) => links.unlink({ caseId, linkId: after['linkId'] as string }, { ...context, once: once(null, () => null) }),
    }),
  } satisfies BulkDoer;
}
