import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { channel, text } from './words.ts';
import { personal } from './personal.ts';

export const serviceSummary = z
  .object({ id: z.string(), code: z.string(), title: text, summary: text, holder: z.object({ id: z.string(), title: text }), categories: z.array(z.object({ id: z.string(), title: text })), online: z.boolean(), termWorkingDays: z.number().int() })
  .meta({ id: 'ServiceSummary' });

export const serviceView = serviceSummary
  .extend({
    result: text,
    eligibility: z.array(text),
    cost: text,
    /** What the person needs; `known` = a register has it, so nobody asks for it (once-only). */
    needs: z.array(z.object({ text, known: z.boolean(), source: z.string().optional() })),
    term: z.object({ workingDays: z.number().int(), law: text }),
    law: z.array(z.object({ title: text, url: z.url().optional() })),
    channels: z.array(channel),
    /** A counter specialist may fill the form on the client's mandate (B3.8, B13.7). */
    assistant: z.boolean(),
    appeal: text,
    /** Milestones in the order of the diagrams, for the stage line. */
    milestones: z.array(z.object({ id: z.string(), stage: z.string(), text })),
    forms: z.object({ apply: z.string() }),
  })
  .meta({ id: 'Service' });

/** A form-js schema, with English labels in `properties["label.en"]` of each component. */
export const formView = z.object({ id: z.string(), version: z.string(), schema: z.record(z.string(), z.unknown()) }).meta({ id: 'Form' });

const serviceId = z.object({ serviceId: z.string().min(1) });

export const listServices = endpoint({
  method: 'get',
  path: '/api/services',
  summary: 'The catalogue: search by words people say, in either language',
  tag: 'catalogue',
  access: 'public',
  query: z.object({ q: z.string().max(200).optional(), category: z.string().optional() }),
  reply: z.object({ services: z.array(serviceSummary), categories: z.array(z.object({ id: z.string(), title: text, count: z.number().int() })), lifeSituations: z.array(z.object({ title: text, serviceIds: z.array(z.string()) })) }),
  problems: [],
});

export const getService = endpoint({ method: 'get', path: '/api/services/:serviceId', summary: 'One service', tag: 'catalogue', access: 'public', params: serviceId, reply: serviceView, problems: ['not-found'] });

export const getServiceForm = endpoint({ method: 'get', path: '/api/services/:serviceId/form', summary: 'The application form of a service', tag: 'catalogue', access: 'public', params: serviceId, reply: formView, problems: ['not-found'] });

/** Values that registers already have for the client (once-only). `clientId` only for counter specialists. */
export const getPrefill = endpoint({
  method: 'get',
  path: '/api/services/:serviceId/prefill',
  summary: 'What registers already know for this application',
  tag: 'catalogue',
  access: 'signed-in',
  params: serviceId,
  query: z.object({ clientId: z.uuid().optional() }),
  reply: z.object({ data: personal(z.record(z.string(), z.unknown())), sources: z.array(z.object({ key: z.string(), source: z.string() })), unavailable: z.array(z.string()) }),
  problems: ['not-found', 'not-permitted'],
});
