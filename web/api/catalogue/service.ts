import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callAgency, type AgencyConfig } from '../../../platform/agency.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Problem } from '../../../platform/problem.ts';
import { formVersion, servicesOf, type Process, type Service } from '../../../processes/load.ts';
import { readModel } from '../../../processes/model.ts';
import type { getPrefill, getService, getServiceForm, listServices } from '../../contract/catalogue.ts';
import type { Text } from '../../contract/words.ts';
import { audit } from '../audit/audit.ts';
import { refuseUnlessAtHand } from '../clients/at-hand.ts';
import { heldBack } from '../configuration/held-back.ts';
import type { makeDirectory } from '../cases/directory.ts';
import type { UseCase } from '../http/bind.ts';
import { mayPrefill } from './policy.ts';
import { presentService, presentSummary } from './present.ts';
import { asks, score } from './search.ts';

/** What people browse by (B11.1): data, so that editors of content change it. */
const categories = z
  .array(z.object({ id: z.string(), title: z.object({ lv: z.string(), en: z.string() }) }))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'categories.json'), 'utf8')));

export type Catalogue = Awaited<ReturnType<typeof makeCatalogue>>;
type Deps = {
  db: Db;
  now: Clock;
  processes: Process[];
  directory: ReturnType<typeof makeDirectory>;
  config: AgencyConfig;
  log: Logger;
};

/** People wait for prefill before they can type: an agency that is slower than this counts as unavailable. */
const PREFILL_TIMEOUT_MS = 3_000;

/** The catalogue (B11): what the folders under processes/services say, nothing else. Retired services are not offered. */
export async function makeCatalogue({ db, now, processes, directory, config, log }: Deps) {
  const services = servicesOf(processes).filter(it => !it.description.retired);
  const milestones = new Map(await Promise.all(services.map(async it => [it.id, await milestonesOf(it, processes)] as const)));

  const find = (serviceId: string): Service => {
    const service = services.find(it => it.id === serviceId);
    if (!service) throw new Problem('not-found', `No service ${serviceId}`);
    return service;
  };

  const list: UseCase<typeof listServices> = async ({ q, category }) => {
    const agencies = await directory.agencies();
    const held = await heldBack(db, processes, now());
    const offered = services.filter(it => !held.has(it.id));
    const inCategory = offered.filter(it => !category || it.description.categories.includes(category));
    return {
      services: search(q, inCategory).map(it => presentSummary(it, agencies(it.description.holder), titleOfCategory)),
      categories: categories
        .map(it => ({ ...it, count: offered.filter(service => service.description.categories.includes(it.id)).length }))
        .filter(it => it.count > 0),
      lifeSituations: lifeSituationsOf(offered),
    };
  };

  const get: UseCase<typeof getService> = async ({ serviceId }) => {
    const service = find(serviceId);
    const agencies = await directory.agencies();
    return presentService(service, presentSummary(service, agencies(service.description.holder), titleOfCategory), milestones.get(serviceId) ?? []);
  };

  const form: UseCase<typeof getServiceForm> = async ({ serviceId }) => {
    const { description, forms } = find(serviceId);
    const schema = forms.get(description.startForm);
    if (!schema) throw new Problem('not-found', `Service ${serviceId} has no form`);
    return { id: description.startForm, version: formVersion(schema), schema };
  };

  /** Once-only (E7): what registers have is not asked. An agency that does not answer costs the prefill, never the application. */
  const prefill: UseCase<typeof getPrefill> = async ({ serviceId, clientId }, { user }) => {
    const service = find(serviceId);
    const whose = clientId ?? user.clientId;
    if (!whose || !mayPrefill(user, whose, service.description))
      throw new Problem('not-permitted', 'For oneself, or at the counter where the service allows an assistant');
    if (whose !== user.clientId) await refuseUnlessAtHand({ db, now }, whose, user);
    const client = await db.client.findUnique({ where: { id: whose } });
    if (!client) throw new Problem('not-found', 'There is no client to look for');
    // written before the registers are asked: they keep their own record of the same look
    await db.$transaction(tx =>
      audit(tx, { who: user.id, did: 'client.prefill', at: now(), clientId: client.id, purpose: 'application', data: { serviceId } }),
    );

    const found = await Promise.all(service.description.prefill.map(it => ask(it, client.personalCode ?? '')));
    const known = found.filter(it => it.value !== undefined && it.value !== null);
    return {
      data: {
        ...(client.phone && { phone: client.phone }),
        ...(client.email && { email: client.email }),
        ...Object.fromEntries(known.map(({ key, value }) => [key, value])),
      },
      sources: known.map(({ key, source }) => ({ key, source })),
      unavailable: [...new Set(found.filter(it => it.failed).map(it => it.source))],
    };
  };

  async function ask({ key, agency, path, field, source }: Service['description']['prefill'][number], personalCode: string) {
    try {
      const answer = await callAgency(config, {
        agency,
        path: path.replace('{personalCode}', encodeURIComponent(personalCode)),
        answer: z.record(z.string(), z.unknown()),
        timeoutMs: PREFILL_TIMEOUT_MS,
      });
      return { key, source, value: field.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], answer), failed: false };
    } catch (error) {
      log.warn({ agency, cause: (error as Error).message }, 'prefill unavailable'); // AgencyTrouble names no path: it would hold the personal code
      return { key, source, value: undefined, failed: true };
    }
  }

  return { list, get, form, prefill };
}

const titleOfCategory = (id: string): Text => categories.find(it => it.id === id)?.title ?? { lv: id, en: id };

/** Services that answer these words, the best first; none where no word says anything. */
export const foundServices = (processes: Process[], q: string): Service[] =>
  asks(q)
    ? search(
        q,
        servicesOf(processes).filter(it => !it.description.retired),
      )
    : [];

function search(q: string | undefined, services: Service[]): Service[] {
  if (!asks(q)) return services.toSorted((a, b) => a.description.title.lv.localeCompare(b.description.title.lv, 'lv'));
  return services
    .map(it => ({ it, score: score(q, searchable(it)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ it }) => it);
}

function searchable({ description: { title, summary, keywords, lifeSituations, code } }: Service) {
  const both = (texts: Text[]) => texts.map(it => `${it.lv} ${it.en}`).join(' ');
  return [
    { weight: 4, text: `${both([title])} ${code}` },
    { weight: 3, text: [...keywords.lv, ...keywords.en, both(lifeSituations)].join(' ') },
    { weight: 1, text: both([summary]) },
  ];
}

function lifeSituationsOf(services: Service[]) {
  const byTitle = new Map<string, { title: Text; serviceIds: string[] }>();
  for (const { id, description } of services) {
    for (const title of description.lifeSituations) {
      const known = byTitle.get(title.lv) ?? { title, serviceIds: [] };
      byTitle.set(title.lv, { title, serviceIds: [...known.serviceIds, id] });
    }
  }
  return [...byTitle.values()];
}

const STAGES = ['application', 'execution', 'delivery'];
const byStage = (a: { stage: string }, b: { stage: string }) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);

/** What happens to a case of this service, in order: registration, handling with the service's own delivery, the result (which the first diagram also tells). */
async function milestonesOf(service: Service, processes: Process[]) {
  const way = ['application', 'request'].map(id => processes.find(it => it.id === id)).filter(it => it !== undefined);
  const models = await Promise.all([...way, service].map(it => readModel(it.bpmn)));
  return models
    .flatMap(model => model.happyPath.map(id => model.elements.get(id)).filter(it => it !== undefined))
    .filter(it => it.properties['milestone.lv'])
    .map(it => ({
      id: it.id,
      stage: it.properties['stage'] ?? 'execution',
      text: { lv: it.properties['milestone.lv'] ?? '', en: it.properties['milestone.en'] ?? '' },
    }))
    .toSorted(byStage);
}
