import { z } from 'zod';

/** Everything the agencies' systems can be asked, once: routes, OpenAPI document and switches loop over it. */

export const personalCodeShape = z.string().regex(/^\d{6}-\d{5}$/, 'six digits, hyphen, five digits');
const date = z.iso.date();
const account = z.string().regex(/^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/, 'an IBAN without spaces');

export const personRecord = z
  .object({ personalCode: personalCodeShape, givenName: z.string(), familyName: z.string(), bornOn: date, diedOn: date.nullable() })
  .meta({ id: 'Person' });

export const insuranceRecord = z
  .object({
    status: z.enum(['insured', 'pensioner', 'unemployed', 'social-security', 'dependant', 'none']),
    baseCents: z
      .number()
      .int()
      .nonnegative()
      .describe('a month; what the benefit is reckoned from: average wage, pension, or the state social security benefit'),
    funeralBenefitPaidOn: date.nullable(),
  })
  .meta({ id: 'Insurance' });

export const paymentDetails = z.object({ iban: account, holderName: z.string() }).meta({ id: 'PaymentDetails' });

export const paymentOrder = z
  .object({
    reference: z.string().min(1).max(100).describe('what the payment is for on the orderer’s side: the id of the case'),
    deceasedCode: personalCodeShape,
    payeeCode: personalCodeShape,
    iban: account.nullable().default(null).describe('null = the account VSAA knows'),
    amountCents: z.number().int().positive(),
  })
  .meta({ id: 'PaymentOrder' });

export const payment = paymentOrder.extend({ paymentId: z.uuid(), status: z.literal('ordered'), orderedAt: z.iso.datetime() }).meta({ id: 'Payment' });
export type PaymentOrder = z.output<typeof paymentOrder>;
export type Payment = z.output<typeof payment>;

export const problem = z
  .object({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string().optional(), code: z.string() })
  .meta({ id: 'Problem' });

const code = z.object({ code: personalCodeShape });
const paymentQuery = z.object({ reference: z.string().optional(), deceasedCode: personalCodeShape.optional() });

/** Agencies whose systems the sandbox stands in for. */
export const AGENCY_IDS = ['pmlp', 'vsaa'] as const;
export type AgencyId = (typeof AGENCY_IDS)[number];

export interface Operation {
  agency: AgencyId;
  method: 'get' | 'post';
  path: `/${string}`;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  reply: z.ZodObject;
  status: 200 | 201;
  /** Codes of the problems this operation may answer with, beside those of every operation. */
  problems: string[];
}

const declare = <T extends Record<string, Operation>>(operations: T) => operations;

export const OPERATIONS = declare({
  'pmlp.person': {
    agency: 'pmlp',
    method: 'get',
    path: '/pmlp/persons/:code',
    summary: 'A person of the register, and the date of death if one is registered',
    params: code,
    reply: personRecord,
    status: 200,
    problems: ['not-found'],
  },
  'vsaa.insurance': {
    agency: 'vsaa',
    method: 'get',
    path: '/vsaa/persons/:code/insurance',
    summary: 'Insurance or pension status of a person, and whether a funeral benefit was paid',
    params: code,
    reply: insuranceRecord,
    status: 200,
    problems: ['not-found'],
  },
  'vsaa.payment-details': {
    agency: 'vsaa',
    method: 'get',
    path: '/vsaa/persons/:code/payment-details',
    summary: 'The account to which VSAA pays this person',
    params: code,
    reply: paymentDetails,
    status: 200,
    problems: ['not-found'],
  },
  'vsaa.pay': {
    agency: 'vsaa',
    method: 'post',
    path: '/vsaa/payments',
    summary: 'Order the payment of a funeral benefit; once for each deceased',
    body: paymentOrder,
    reply: payment,
    status: 201,
    problems: ['already-paid', 'key-missing', 'key-reused'],
  },
  'vsaa.payments': {
    agency: 'vsaa',
    method: 'get',
    path: '/vsaa/payments',
    summary: 'Payments ordered, by the orderer’s reference or by the deceased: to check that an effect happened once',
    query: paymentQuery,
    reply: z.object({ payments: z.array(payment) }),
    status: 200,
    problems: [],
  },
});
export type OperationId = keyof typeof OPERATIONS;
export const OPERATION_IDS = Object.keys(OPERATIONS) as OperationId[];
