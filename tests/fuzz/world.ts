import { readModel } from '../../processes/model.ts';
import { AGENCIES } from '../../docker/sandbox/people.ts';
import { newId } from '../../platform/id.ts';
import { acceptCase } from '../../web/api/cases/steps/execution.ts';
import { handOverCase, recordClassification, registerApplication } from '../../web/api/cases/steps/front-office.ts';
import type { StepDeps } from '../../web/api/cases/deps.ts';
import type { Api, Operation } from './document.ts';
import { install, type Ground, type Installation } from './installation.ts';
import { makeJudge, type Secret } from './judge.ts';
import type { Found } from './play.ts';
import { CLAIMS, isOutsider, isResident, NOBODY, PEOPLE, wordOf } from './people.ts';
import { Pool } from './pool.ts';

/** A small office with something of everything, kept as a database to copy: every sequence begins in it. */
export type World = {
  from: { database: string; folder: string };
  pool: Pool;
  tokens: Record<string, string>;
  secrets: Secret[];
  /** Whom the gate of an operation lets in. */
  admitted: Map<string, string[]>;
  requests: number;
  /** What was wrong with the answers to those who knocked. */
  findings: Found[];
  drop(): Promise<void>;
};

const PERMIT = { address: 'Rīga, Brīvības iela 1', iban: 'LV80BANK0000435195001', resultWay: 'e-account', dataTrue: true };
const INSIDE = { clientId: null, channel: 'inside' };

export async function makeWorld(ground: Ground, api: Api, say: (text: string) => void): Promise<World> {
  const tokens = Object.fromEntries(
    await Promise.all(Object.entries(CLAIMS).map(async ([who, claims]) => [who, await ground.signer.token(claims, { expiresIn: '12h' })] as const)),
  );
  const it = await install(ground);
  const pool = new Pool();
  let requests = 0;
  const findings: Found[] = [];
  const secrets: Secret[] = [];
  const judge = makeJudge(api, secrets);

  const knocked = new Map(api.operations.map(each => [`${each.method} ${knockAt(each)}`, each]));
  const ask = async (who: string, method: string, path: string, body?: unknown, operation?: Operation, params: Record<string, unknown> = {}) => {
    requests += 1;
    it.clock.at = new Date(it.clock.at.getTime() + 1_000);
    const headers = { 'content-type': 'application/json', 'idempotency-key': newId(), ...(who && { authorization: `Bearer ${tokens[who]}` }) };
    const answer = await it.send({ method, path, headers, body: Buffer.from(body === undefined ? '' : JSON.stringify(body)) });
    if ('broken' in answer) throw new Error(`${method} ${path} as ${who}: ${answer.broken}`);
    const read = answer.headers['content-type']?.includes('json') ? (JSON.parse(answer.body.toString()) as Record<string, unknown>) : {};
    const asked = operation ?? knocked.get(`${method} ${path}`);
    const fault = asked && judge(asked, who, false, answer);
    if (fault && !findings.some(it => it.fault.kind === fault.kind && it.step.operation === asked.name && it.fault.what === fault.what))
      findings.push({
        at: 0,
        step: { operation: asked.name },
        fault,
        errors: it.errors(),
        told: [{ who, method, path, headers, body: Buffer.from(JSON.stringify(body) ?? ''), dress: null, answer }],
      });
    if (operation && answer.status < 300) pool.learn(operation, params, read, who);
    return { status: answer.status, body: read };
  };
  const must = async (who: string, method: string, path: string, body?: unknown) => {
    const answer = await ask(who, method, path, body);
    if (answer.status >= 300) throw new Error(`The world cannot be made: ${method} ${path} as ${who}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  for (const { slug: id, titleLv, titleEn } of AGENCIES) await it.database.db.agency.create({ data: { id, titleLv, titleEn } });
  for (const who of PEOPLE) if (who !== NOBODY) await must(who, 'GET', '/api/me');
  secrets.push(...(await peopleActs(it, must)));
  await tasksOf(it);
  say('the office is made; asking who is let in where');
  const admitted = new Map<string, string[]>();
  for (const operation of api.operations) admitted.set(operation.name, await knock(operation, ask, pool));
  const from = { database: it.database.name, folder: it.folder };
  for (const { slug } of AGENCIES) pool.add('agencyId', slug, NOBODY);
  for (const who of PEOPLE) if (who) pool.add('userId', who, NOBODY);
  for (const { id, description } of ground.processes) if (description.kind === 'service') pool.add('serviceId', id, NOBODY);
  await it.close(true);
  return { from, pool, tokens, secrets, admitted, requests, findings, drop: () => it.database.drop() };
}

type Must = (who: string, method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

/** Cases of every kind, of two residents and of agencies, with a word in each that only some may read. */
async function peopleActs(it: Installation, must: Must): Promise<Secret[]> {
  const submit = async (who: string, body: object) => (await must(who, 'POST', '/api/cases', body)).id as string;
  const step = <I, O>(run: (input: I, deps: StepDeps) => Promise<O>, input: I) => {
    const { db, processes, blobs } = it.deps;
    return db.$transaction(tx => run(input, { tx, now: () => it.clock.at, newId, processes, blobs }));
  };
  const inProgress = async (caseId: string, kind: 'service-request' | 'information-request') => {
    await step(registerApplication, { caseId });
    await step(recordClassification, { caseId, kind, impact: 'one', urgency: 'medium', by: 'table' });
    await step(handOverCase, { caseId });
    await step(acceptCase, { caseId });
  };
  const secrets: Secret[] = [];
  const residents = ['anna', 'janis'];
  for (const who of residents) {
    const planted = `slepens-${who}-lieta`;
    const id = await submit(who, { kind: 'service-request', serviceId: 'made-up-permit', data: { ...PERMIT, address: `Rīga, ${planted} iela 1` } });
    await inProgress(id, 'service-request');
    await must(who, 'POST', `/api/cases/${id}/messages`, { body: `Mans ${planted}` });
    await must('vita', 'POST', `/api/cases/${id}/messages`, { body: `Kolēģiem: ieksejs-${who}-vards`, internal: true });
    await submit(who, { kind: 'service-request', serviceId: 'made-up-permit', data: { ...PERMIT, address: planted } });
    for (const kind of ['information-request', 'incident', 'complaint', 'suggestion'])
      await submit(who, { kind, serviceId: null, data: {}, subject: `Par ${planted}` });
    await submit(who, { kind: 'complaint', serviceId: null, data: {}, subject: `Sūdzība: ${planted}`, aboutCaseId: id });
    await must(who, 'PUT', '/api/drafts/apply:made-up-permit', { data: { address: `melnraksts-${who}` }, version: 0 });
    secrets.push({ word: planted, about: `a case of ${who}`, maySee: asked => asked === who || !(isResident(asked) || isOutsider(asked)) });
    secrets.push({ word: `ieksejs-${who}-vards`, about: 'a note among colleagues', maySee: asked => !(isResident(asked) || isOutsider(asked)) });
    secrets.push({ word: `melnraksts-${who}`, about: `a draft of ${who}`, maySee: asked => asked === who });
    secrets.push({ word: wordOf(who), about: `what ${who} wrote`, maySee: asked => asked === who || !(isResident(asked) || isOutsider(asked)) });
    const code = CLAIMS[who]!.personal_code as string;
    secrets.push({ word: code, about: `the personal code of ${who}`, maySee: asked => asked === who || !(isResident(asked) || isOutsider(asked)) });
  }
  for (const kind of ['work-order', 'inter-agency-request'])
    await submit('liga', { kind, serviceId: null, data: {}, subject: 'Sakārtot arhīvu', holder: 'pmlp', onBehalf: INSIDE });
  for (const kind of ['problem', 'change-request'])
    await submit('vita', { kind, serviceId: null, data: {}, subject: 'Veidlapa apstājas', holder: 'vsaa', onBehalf: INSIDE });
  return secrets;
}

/** One open task for each user task of each diagram, at a case it may belong to, as the journal would put them down. */
async function tasksOf(it: Installation): Promise<void> {
  const cases = await it.database.db.case.findMany({ orderBy: { id: 'asc' } });
  let key = 2_251_799_813_000_000;
  for (const { id: processId, bpmn } of it.deps.processes) {
    const { elements } = await readModel(bpmn);
    const fitting = cases.filter(each => each.serviceId === processId || each.kind === processId || each.kind === `${processId}-request`);
    for (const element of elements.values()) {
      if (element.type !== 'bpmn:UserTask') continue;
      const home = fitting.length > 0 ? fitting : cases.filter(each => each.serviceId === 'made-up-permit');
      const { id: caseId, team, holder } = home[key % home.length]!;
      const group = /"([a-z]+)"/.exec(element.candidateGroups ?? '')?.[1];
      key += 1;
      await it.database.db.task.create({
        data: {
          key: String(key),
          caseId,
          runKey: '1',
          processId,
          version: 1,
          elementId: element.id,
          titleLv: element.id,
          titleEn: element.id,
          formId: element.formId ?? null,
          team: group ?? team ?? holder,
          role: element.properties.role ?? 'specialist',
          level: Number(element.properties.level ?? 2),
          notFor: [],
          createdAt: it.clock.at,
        },
      });
    }
  }
}

type Ask = (
  who: string,
  method: string,
  path: string,
  body?: unknown,
  operation?: Operation,
  params?: Record<string, unknown>,
) => Promise<{ status: number; body: Record<string, unknown> }>;

const knockAt = (operation: Operation) => operation.path.replace(/\{\w+\}/g, 'x');

/** Asks an operation as everybody, with nothing in hand: the gate answers before anything is read. What lists show is learned. */
async function knock(operation: Operation, ask: Ask, pool: Pool): Promise<string[]> {
  const admitted: string[] = [];
  const isList = operation.method === 'GET' && operation.params.length === 0;
  const path = knockAt(operation);
  for (const who of PEOPLE) {
    const { status, body } = await ask(who, operation.method, path, operation.method === 'GET' ? undefined : {}, isList ? operation : undefined);
    const refused = status === 401 || (status === 403 && String(body.detail).startsWith('Only for '));
    if (!refused) admitted.push(who);
  }
  if (operation.method === 'GET' && operation.params.length === 1) await lookAt(operation, ask, pool, admitted);
  return admitted;
}

/** Pages of single things tell more ids: a look at the newest, as whoever knows it. */
async function lookAt(operation: Operation, ask: Ask, pool: Pool, admitted: string[]): Promise<void> {
  const name = operation.params[0]!.name;
  for (const who of admitted.slice(0, 8))
    for (const pick of [0, 1]) {
      const id = pool.take(name, pick, who);
      if (id) await ask(who, 'GET', operation.path.replace(/\{\w+\}/, encodeURIComponent(id)), undefined, operation, { [name]: id });
    }
}
