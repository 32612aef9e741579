import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/incidents.ts';
import { audit } from '../audit/audit.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import { writeFinding } from './findings.ts';
import { mayDeclareMajor, mayDetach, mayNoteFinding } from './policy.ts';
import { declareMajor, freeChild } from './steps.ts';
import { makeIncidentFinder } from './view.ts';

/** What people do with an incident beside the tasks of its diagram. */
export function makeIncidentActs(deps: CaseDeps, access: Access) {
  const { now, newId, outbox } = deps;
  const find = makeIncidentFinder(deps, access);

  const note: UseCase<typeof contract.addFinding> = async ({ caseId, tried, found }, { user, once }) => {
    const it = await access.find(caseId, user);
    if (!mayNoteFinding(user, it)) throw new Problem('not-permitted', 'Only those who work on the open case');
    if (tried === null && found === null) throw new Problem('invalid-request', 'It says what was tried or found', [{ path: 'found', code: 'required' }]);
    return once(async tx => {
      const id = newId();
      await writeFinding(tx, { id, caseId, tried, found, by: user.id, team: user.agencyId, at: now() });
      await notifyCase(tx, caseId);
      await audit(tx, { who: user.id, did: 'case.finding', at: now(), caseId });
      return { id };
    });
  };

  const major: UseCase<typeof contract.declareMajorIncident> = async ({ caseId }, { user, once }) => {
    const { it, incident } = await find(caseId, user);
    if (incident.majorAt) throw new Problem('already-done', 'Management has been told already');
    if (!mayDeclareMajor(user, { ...it, ...incident })) throw new Problem('not-permitted', 'Only of an open incident, by those who work on it');
    return once(async tx => {
      const at = now();
      if (!(await declareMajor(tx, caseId, { at, by: user.id }))) throw new Problem('already-done', 'Management has been told already');
      await audit(tx, { who: user.id, did: 'incident.major', at, caseId });
      return { majorAt: at.toISOString() };
    });
  };

  const detach: UseCase<typeof contract.detachIncident> = async ({ caseId }, { user, once }) => {
    const { it, incident } = await find(caseId, user);
    if (!mayDetach(user, { ...it, ...incident })) throw new Problem('not-permitted', 'Only what waits for its parent, by those who work on it');
    const reply = await once(async tx => {
      const at = now();
      await lockCase(tx, caseId);
      const { parentId, state } = await tx.incident.findUniqueOrThrow({ where: { caseId } });
      if (!parentId || state === 'restored') throw new Problem('state-conflict', 'It has no parent any more');
      await freeChild(tx, caseId);
      const parent = await tx.case.findUniqueOrThrow({ where: { id: parentId }, select: { code: true } });
      await recordEvent(tx, { caseId, name: 'unlinked', at, actor: user.id, data: { code: parent.code, type: 'same-incident' }, public: false });
      await notifyCase(tx, caseId);
      await audit(tx, { who: user.id, did: 'incident.detach', at, caseId, data: { parentId } });
      return { id: caseId };
    });
    outbox.kick();
    return reply;
  };

  return { note, major, detach };
}
