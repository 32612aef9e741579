import type { z } from 'zod';
import { servicesOf, type Process } from '../../../processes/load.ts';
import type { TaskOption } from '../../contract/form.ts';
import type { taskView } from '../../contract/tasks.ts';
import { ACTS } from '../../contract/words.ts';
import { purposeOf } from '../cases/access.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { serviceOf } from '../cases/find.ts';
import type { Context } from '../http/bind.ts';
import { changeOptions } from '../changes/options.ts';
import { itilOptions } from '../incidents/options.ts';
import { factsOf, type Finder } from './find.ts';
import { mayDoWith } from './policy.ts';
import { TASK_INCLUDE, type TaskRow } from './present.ts';
import { teamsFor } from './receivers.ts';

type View = z.input<typeof taskView>;
export type Proposal = { result: string; reasonCode: string | null; amountCents: number | null };

/** What the tables propose; undefined where they propose nothing. */
export function proposalOf(kept: unknown): Proposal | undefined {
  const proposal = kept as Partial<Proposal> | null;
  if (typeof proposal?.result !== 'string') return undefined;
  return { result: proposal.result, reasonCode: proposal.reasonCode ?? null, amountCents: proposal.amountCents ?? null };
}

/** The catalogue to choose from, in the order of the alphabet. */
const serviceOptions = (processes: Process[]): TaskOption[] =>
  servicesOf(processes)
    .filter(it => !it.description.retired)
    .map(({ id, description: { title } }) => ({ value: id, label: title.lv, words: title }))
    .sort((a, b) => a.label.localeCompare(b.label, 'lv'));

/** Every agency there is, by name. */
async function agencyOptions(db: CaseDeps['db']): Promise<TaskOption[]> {
  const rows = await db.agency.findMany({ orderBy: { titleLv: 'asc' } });
  return rows.map(({ id, titleLv, titleEn }) => ({ value: id, label: titleLv, words: { lv: titleLv, en: titleEn } }));
}

/** One task with its form, and what belongs to it. Looking at it is a look at the case. */
export function makeTaskView({ db, now, processes }: CaseDeps, finder: Finder, directory: Directory) {
  /** What a form of this act chooses from, and what it starts with: nobody writes ids of services or people into a form. */
  async function broughtTo(act: View['act'], row: TaskRow): Promise<Record<string, unknown>> {
    if (act === 'escalation-decision') return { colleagues: await receiversOf(row) };
    const agencies = () => agencyOptions(db);
    if (act === 'reply' || act === 'work') return { partners: (await agencies()).filter(it => it.value !== row.team) };
    const options = await itilOptions(db, act, row, { partners: agencies, colleagues: () => finder.workersOf([row.team]) });
    if (options) return options;
    const ofChange = await changeOptions(db, act, row, { partners: agencies, processes, at: now() });
    if (ofChange) return ofChange;
    if (act !== 'classification') return {};
    const serviceId = serviceOf(processes, row.case.serviceId)?.id;
    const workers = row.case.kind === 'complaint' ? await finder.workersOf([row.case.holder, row.case.complainedOfAgency]) : [];
    return {
      services: serviceOptions(processes),
      agencies: await agencies(),
      workers: workers.map((it): TaskOption => ({ value: it.id, label: it.name })),
      kind: row.case.kind,
      holder: row.case.holder,
      ...(serviceId && { serviceId }),
    };
  }

  /** To whom a lead may give the work of the case: who may do any of its open tasks, and the teams their diagrams name. */
  async function receiversOf(row: TaskRow): Promise<TaskOption[]> {
    const open = await db.task.findMany({ where: { caseId: row.caseId, state: 'open', role: { not: 'team-lead' } }, include: TASK_INCLUDE });
    const work = open.length > 0 ? open : [{ ...row, role: 'specialist' }];
    const [people, elements, agency] = await Promise.all([
      Promise.all(work.map(it => finder.colleaguesFor(it))),
      Promise.all(open.map(it => finder.elementOf(it))),
      directory.agencies(),
    ]);
    const byName = new Map(people.flat().map(it => [it.id, it.name]));
    const teams = [...new Set([...open.map(it => it.team), ...open.flatMap((it, index) => teamsFor(elements[index], it))])];
    const team = (id: string): TaskOption => {
      const { lv, en } = agency(id).title;
      return { value: `team:${id}`, label: lv, words: { lv, en } };
    };
    return [...[...byName].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'lv')), ...teams.map(team)];
  }

  return async ({ taskKey }: { taskKey: string }, { user }: Context): Promise<View> => {
    const row = await finder.find(taskKey, user);
    const [element, form, [summary]] = await Promise.all([finder.elementOf(row), finder.formOf(row), finder.present([row])]);
    const service = serviceOf(processes, row.case.serviceId)?.description;
    const act = ACTS.find(it => it === element?.properties['act']) ?? null;
    const proposal = act !== 'decision' ? undefined : proposalOf(row.case.proposal);
    const brought = await broughtTo(act, row);
    await db.$transaction(async tx => {
      const [last] = row.handOvers;
      // a task handed to a person is taken when they first open it
      if (last?.toId === user.id && !last.takenAt) await tx.handOver.update({ where: { id: last.id }, data: { takenAt: now() } });
      await audit(tx, {
        who: user.id,
        did: 'case.look',
        at: now(),
        caseId: row.caseId,
        clientId: row.case.clientId,
        purpose: purposeOf(user, row.case) ?? 'handling',
      });
    });

    return {
      ...summary!,
      state: row.state as View['state'],
      act,
      form,
      data: { ...(row.variables as Record<string, unknown>), ...brought },
      proposal: proposal ? { ...proposal, reason: service?.grounds.find(it => it.id === proposal.reasonCode)?.text ?? null } : null,
      grounds: act === 'decision' ? (service?.grounds.map(({ id, outcome, text, law }) => ({ id, outcome, text, law })) ?? []) : [],
      fourEyes: act === 'decision' ? (service?.decision?.fourEyes ?? null) : null,
      may: mayDoWith(user, factsOf(row)),
    };
  };
}
