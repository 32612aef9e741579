import type { z } from 'zod';
import type { Db } from '../../../platform/database.ts';
import type { Clock } from '../../../platform/clock.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Process } from '../../../processes/load.ts';
import { maskPersonalCode } from '../../contract/personal-code.ts';
import type { foundCase, searchAll } from '../../contract/search.ts';
import { makeShown } from '../audit/shown.ts';
import { foundServices } from '../catalogue/service.ts';
import { nameOf } from '../cases/present.ts';
import { isOpen } from '../cases/status.ts';
import { titledService } from '../cases/summaries.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { alike, casesByClient, casesByCode, casesByWords, clientsBy, clientsByWords, type Asks, type CaseFound, type ClientFound } from './find.ts';
import { maySearch, maySearchClients } from './policy.ts';
import { understand, type Question } from './question.ts';

export type Search = ReturnType<typeof makeSearch>;
type Found = { cases: CaseFound[]; clients: ClientFound[]; like: string | null };

/** What fits below the box; more is a matter for the list of cases. */
const SHOWN = { cases: 8, clients: 5, services: 4 };

/** One box finds everything (B22), the right inside each query. What it shows carries names: every showing is a look (B4.3). */
export function makeSearch({ db, now, processes }: { db: Db; now: Clock; processes: Process[] }) {
  const shown = makeShown({ db, now });

  const search: UseCase<typeof searchAll> = async ({ q }, { user }) => {
    if (!maySearch(user)) throw new Problem('not-permitted', 'Search is for staff');
    const question = understand(q);
    const asked = { user, now: now(), limit: SHOWN.cases + 1 };
    const services = question.by === 'words' ? foundServices(processes, question.words).slice(0, SHOWN.services) : [];
    const found = await ask(question, asked, services.length > 0);
    const cases = found.cases.slice(0, SHOWN.cases);
    await writeDown(user, cases, found.clients);
    return {
      cases: cases.map(row => presentCase(row, { now: asked.now, processes })),
      clients: found.clients.map(presentClient),
      services: services.map(it => ({ id: it.id, title: it.description.title, marks: question.by === 'words' ? question.words.split(/\s+/) : [] })),
      like: found.like,
      more: found.cases.length > SHOWN.cases,
    };
  };

  type Asked = { user: User; now: Date; limit: number };

  async function ask(question: Question, asked: Asked, isAnswered: boolean): Promise<Found> {
    if (question.by === 'words') return askWords(question.words, asked, isAnswered);
    if (question.by !== 'code') {
      const [cases, clients] = await Promise.all([
        casesByClient(db, question, asked),
        maySearchClients(asked.user) ? clientsBy(db, question, SHOWN.clients) : [],
      ]);
      return { cases, clients, like: null };
    }
    const cases = await casesByCode(db, question.code, asked);
    if (question.phone === null || cases.length > 0) return { cases, clients: [], like: null };
    return ask({ by: 'phone', phone: question.phone }, asked, isAnswered);
  }

  async function askWords(words: string, asked: Asked, isAnswered: boolean): Promise<Found> {
    const found = await read({ words }, asked);
    if (isAnswered || found.cases.length + found.clients.length > 0) return { ...found, like: null };
    const near = await alike(db, words);
    if (near === null) return { ...found, like: null };
    const looked = await read({ query: near }, asked);
    return { ...looked, like: looked.cases.length + looked.clients.length > 0 ? words : null };
  }

  const read = async (asks: Asks, asked: Asked) => {
    const [cases, clients] = await Promise.all([casesByWords(db, asks, asked), maySearchClients(asked.user) ? clientsByWords(db, asks, SHOWN.clients) : []]);
    return { cases, clients };
  };

  async function writeDown(user: User, cases: CaseFound[], clients: ClientFound[]): Promise<void> {
    await shown(
      user,
      'case.search',
      cases.map(it => it.code),
    );
    await shown(
      user,
      'client.search',
      clients.map(it => it.id),
    );
  }

  return { search };
}

function presentCase(row: CaseFound, { now, processes }: { now: Date; processes: Process[] }): z.input<typeof foundCase> {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind as z.input<typeof foundCase>['kind'],
    service: titledService(processes, row.serviceId),
    subject: row.subject,
    clientName: row.familyName === null ? null : nameOf({ givenName: row.givenName ?? '', familyName: row.familyName }),
    status: row.status as z.input<typeof foundCase>['status'],
    overdue: row.overdue || (isOpen(row.status) && row.dueAt !== null && row.dueAt < now),
    dueAt: row.dueAt?.toISOString() ?? null,
    submittedAt: row.submittedAt.toISOString(),
    marks: row.marks,
  };
}

const presentClient = (row: ClientFound) => ({
  id: row.id,
  name: `${row.givenName} ${row.familyName}`,
  personalCodeMasked: row.personalCode === null ? '' : maskPersonalCode(row.personalCode),
  phone: row.phone,
  email: row.email,
  marks: row.marks,
});
