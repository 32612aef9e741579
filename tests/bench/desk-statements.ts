import type { Ask, Asker, DeskApi } from './desk-api.ts';
import { isControl } from './desk-plans.ts';
import { PAGE } from './desk-routes.ts';
import type { Things } from './desk-things.ts';
import { recordSql } from './recorded-sql.ts';

/** `framed`: with the BEGIN and COMMIT around them. */
export type Counted = { what: string; of: 'list' | 'case page'; statements: number; framed: number };

/**
 * C5: statements a request. Each is asked by somebody who has never been shown these rows, so that the look is written down; who they are
 * is known already (once in ten minutes), and so are titles of agencies (once a minute).
 */
export async function countStatements(api: DeskApi, things: Things): Promise<Counted[]> {
  let n = 0;
  const count = async (what: string, of: Counted['of'], who: Asker, ask: Omit<Ask, 'who'>): Promise<Counted> => {
    const fresh = { ...who, id: who.roles.includes('resident') ? who.id : `bench-${process.pid}-${n++}` };
    await api.ask({ who: fresh, method: 'GET', path: '/api/me' });
    let status = 0;
    const all = await recordSql(async () => ({ status } = await api.ask({ who: fresh, ...ask })));
    if (status !== 200) throw new Error(`${what}: ${status}`);
    return { what, of, statements: all.filter(it => !isControl(it)).length, framed: all.length };
  };
  const { people, cases } = things;
  await api.ask({ who: people['front office']!, method: 'GET', path: '/api/cases' }); // titles, diagrams
  const lists: [string, Asker, string][] = [
    ['cases, open', people['front office']!, `/api/cases?state=open&limit=${PAGE}`],
    ['cases, all', people['specialist']!, `/api/cases?state=all&limit=${PAGE}`],
    ['tasks, team', people['specialist']!, `/api/tasks?queue=team&limit=${PAGE}`],
    ['tasks, all', people['front office']!, `/api/tasks?queue=all&limit=${PAGE}`],
    ['own cases', people['resident']!, '/api/my/cases'],
    ['queues', people['specialist']!, '/api/queues'],
  ];
  const counted: Counted[] = [];
  for (const [what, who, path] of lists) counted.push(await count(what, 'list', who, { method: 'GET', path }));
  for (const [who, person] of Object.entries(people).filter(([name]) => ['front office', 'specialist', 'resident', 'auditor'].includes(name)))
    for (const [which, caseId] of Object.entries(cases)) {
      if (who === 'resident' && which !== 'open') continue; // the others are not theirs
      await api.ask({ who: person, method: 'GET', path: `/api/cases/${caseId}` }); // diagrams of its versions
      counted.push(await count(`${which}, ${who}`, 'case page', person, { method: 'GET', path: `/api/cases/${caseId}` }));
    }
  return counted;
}
