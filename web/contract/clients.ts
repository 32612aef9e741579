import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { caseMention } from './links.ts';
import { caseCode, channel, instant, text } from './words.ts';
import { official, personal } from './personal.ts';

export const clientView = z
  .object({
    id: z.uuid(),
    name: personal(z.string()),
    personalCodeMasked: personal(z.string()),
    email: personal(z.string().nullable()),
    phone: personal(z.string().nullable()),
    alive: z.boolean(),
    openCases: z.number().int(),
  })
  .meta({ id: 'Client' });

/** J4, B4.2, B4.3: look a client up at the counter, in PMLP's register; the look is audited with its purpose. */
export const lookUpClient = endpoint({
  method: 'post',
  path: '/api/clients/look-up',
  summary: 'Find the person who is here, by personal code',
  tag: 'clients',
  access: 'signed-in',
  body: z.object({
    personalCode: z.string().min(1).max(20),
    purpose: z.enum(['application', 'enquiry']),
    identifiedBy: z.enum(['id-card', 'passport', 'eid']),
  }),
  reply: clientView,
  problems: ['invalid-request', 'not-found', 'not-permitted', 'agency-unavailable'],
});

export const searchClients = endpoint({
  method: 'post',
  path: '/api/clients/search',
  summary: 'Earlier clients by number, e-mail or name, in a conversation at hand; of callers not recognised yet only how many there are',
  tag: 'clients',
  access: 'signed-in',
  body: z.object({ contactId: z.uuid(), by: z.enum(['phone', 'e-mail', 'name']), value: z.string().trim().min(2).max(200) }),
  reply: z.object({
    found: z.number().int(),
    clients: z.array(z.object({ id: z.uuid(), name: personal(z.string()), personalCodeMasked: personal(z.string()) })),
  }),
  problems: ['invalid-request', 'not-found', 'not-permitted'],
});

/** Parts of the profile, each written down when shown (B4.3). */
export const PROFILE_PARTS = ['base', 'cases', 'consultations', 'payments'] as const;

export const clientProfile = z
  .object({
    client: z.object({
      id: z.uuid(),
      name: personal(z.string()),
      personalCodeMasked: personal(z.string()),
      email: personal(z.string().nullable()),
      phone: personal(z.string().nullable()),
      language: personal(z.string()),
    }),
    /** On what ground it is shown. */
    ground: z.enum(['case', 'contact', 'consent']),
    parts: z.array(z.enum(PROFILE_PARTS)),
    cases: z.array(caseMention),
    consultations: z.array(
      z.object({
        id: z.uuid(),
        contactId: z.uuid(),
        at: instant,
        channel: channel.exclude(['inside']),
        agency: text,
        adviser: official(z.string()),
        question: personal(z.string()),
        answer: personal(z.string().nullable()),
        result: z.enum(['answered', 'application', 'call-back', 'none']),
        caseCode: caseCode.nullable(),
        rating: z.number().int().nullable(),
      }),
    ),
    payments: z.array(z.object({ caseCode, amountCents: personal(z.number().int()), orderedAt: instant })),
    consents: z.array(z.object({ agency: text, purpose: z.string(), until: instant })),
  })
  .meta({ id: 'ClientProfile' });

export const getClientProfile = endpoint({
  method: 'get',
  path: '/api/clients/:clientId/profile',
  summary: 'The client as far as the case or conversation at hand, or the client’s consent, allows; each part is written down',
  tag: 'clients',
  access: 'signed-in',
  params: z.object({ clientId: z.uuid() }),
  query: z.object({ caseId: z.uuid().optional(), contactId: z.uuid().optional() }),
  reply: clientProfile,
  problems: ['not-found', 'not-permitted'],
});

export const consentView = z
  .object({
    id: z.uuid(),
    agency: z.object({ id: z.string(), title: text }),
    purpose: z.string(),
    givenAt: instant,
    givenHow: z.enum(['portal', 'counter', 'phone']),
    until: instant,
    withdrawnAt: instant.nullable(),
  })
  .meta({ id: 'Consent' });

export const giveConsent = endpoint({
  method: 'post',
  path: '/api/consents',
  summary: 'Let an agency see one’s profile; at the counter the client says so, in a conversation at hand',
  tag: 'clients',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({
    agency: z.string().min(1).max(50),
    purpose: z.string().trim().min(3).max(500),
    until: instant,
    contactId: z.uuid().nullable().default(null),
  }),
  reply: consentView,
  problems: ['invalid-request', 'not-found', 'not-permitted', 'key-reused'],
});

export const listMyConsents = endpoint({
  method: 'get',
  path: '/api/my/consents',
  summary: 'Whom I let see my profile',
  tag: 'clients',
  access: 'signed-in',
  oneself: true,
  reply: z.object({ consents: z.array(consentView), agencies: z.array(z.object({ id: z.string(), title: text })) }),
  problems: [],
});

export const withdrawConsent = endpoint({
  method: 'delete',
  path: '/api/my/consents/:consentId',
  summary: 'Take a consent back; it ends at once',
  tag: 'clients',
  access: 'signed-in',
  params: z.object({ consentId: z.uuid() }),
  status: 204,
  problems: ['not-found'],
});
