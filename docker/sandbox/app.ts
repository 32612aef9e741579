import { createHash, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { mailPage } from './mail-page.ts';
import type { Mailbox } from './mailbox.ts';
import { openApiDocument } from './openapi.ts';
import { OPERATIONS, OPERATION_IDS, paymentOrder } from './operations.ts';
import type { AgencyId, Operation, OperationId } from './operations.ts';
import { page, PAGE_SCRIPT, PAGE_STYLE } from './page.ts';
import type { Payments } from './payments.ts';
import { daysBefore } from './people.ts';
import { Refusal } from './refusal.ts';
import { findPerson, paidElsewhere, presentInsurance, presentPaymentDetails, presentPerson } from './registers.ts';
import { switchesShape, switchName, switchShape } from './switches.ts';
import type { Switches } from './switches.ts';

export interface SandboxDeps {
  /** What callers show to each agency: who knows one enters no other. */
  tokens: Record<AgencyId, string>;
  payments: Payments;
  switches: Switches;
  now: () => Date;
  /** What has been mailed; absent: there is no mailbox. */
  mailbox?: Pick<Mailbox, 'all'>;
  /** Told of every call to an agency: the operation and the status of the answer, no personal data. */
  heard: (operation: OperationId, status: number) => void;
}

interface Asked {
  code: string;
  query: { reference?: string; deceasedCode?: string };
  body: unknown;
  key: string | undefined;
}
interface Answer {
  body: unknown;
  repeated?: boolean;
}
type Answers = Record<OperationId, (asked: Asked) => Answer>;

/** The agencies' systems as one HTTP application: what workers call, and a page with switches for people and tests. */
export function createSandbox(deps: SandboxDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.use(express.json({ limit: '64kb' }));

  app.get('/health/live', (_req, res) => void res.json({ live: true }));
  app.get('/health/ready', (_req, res) => void res.json({ ready: true }));
  bindPage(app, deps);
  bindSwitches(app, deps.switches);

  const answers = makeAnswers(deps);
  for (const id of OPERATION_IDS) app[OPERATIONS[id].method](OPERATIONS[id].path, signedIn(deps.tokens[OPERATIONS[id].agency]), call(id, answers[id], deps));
  app.use(() => {
    throw new Refusal('not-found', 'There is no such path');
  });
  app.use(problemHandler);
  return app;
}

function makeAnswers({ payments, now }: SandboxDeps): Answers {
  return {
    'pmlp.person': ({ code }) => ({ body: presentPerson(findPerson(code), now()) }),
    'vsaa.insurance': ({ code }) => {
      const [paid] = payments.find(payment => payment.deceasedCode === code);
      return { body: presentInsurance(findPerson(code), paid ? daysBefore(new Date(paid.orderedAt), 0) : null, now()) };
    },
    'vsaa.payment-details': ({ code }) => ({ body: presentPaymentDetails(findPerson(code)) }),
    'vsaa.pay': ({ key, body }) => {
      if (!key) throw new Refusal('key-missing');
      const order = paymentOrder.parse(body);
      if (paidElsewhere(findPerson(order.deceasedCode))) throw new Refusal('already-paid');
      const { payment, repeated } = payments.order(key, order);
      return { body: payment, repeated };
    },
    'vsaa.payments': ({ query: { reference, deceasedCode } }) => ({
      body: { payments: payments.find(it => (!reference || it.reference === reference) && (!deceasedCode || it.deceasedCode === deceasedCode)) },
    }),
  };
}

/** Parses, lets the switches misbehave, answers. */
function call(id: OperationId, answer: Answers[OperationId], { switches, heard }: SandboxDeps): RequestHandler {
  const operation: Operation = OPERATIONS[id];
  return async (req, res) => {
    res.once('close', () => heard(id, res.statusCode));
    const asked = parse(operation, req);
    await switches.before(id);
    const { body, repeated } = answer(asked);
    if (switches.loses(id)) return void res.destroy();
    if (repeated) res.set('Idempotency-Replayed', 'true');
    res.status(operation.status).json(operation.reply.parse(body));
  };
}

function parse({ params, query, body }: Operation, req: Request): Asked {
  const { code } = z.object({ code: z.string().default('') }).parse(params?.parse(req.params) ?? {});
  return { code, query: query?.parse(req.query) ?? {}, body: body?.parse(req.body), key: req.get('Idempotency-Key') };
}

function signedIn(token: string): RequestHandler {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${token}`);
  return (req, res, next) => {
    if (timingSafeEqual(digest(req.get('Authorization') ?? ''), expected)) return next();
    res.set('WWW-Authenticate', 'Bearer');
    throw new Refusal('not-signed-in');
  };
}

function bindSwitches(app: Express, switches: Switches) {
  app.get('/switches', (_req, res) => void res.json(switches.all()));
  app.put('/switches', (req, res) => {
    switches.replace(switchesShape.parse(req.body));
    res.json(switches.all());
  });
  app.put('/switches/:name', (req, res) => {
    switches.set(switchName.parse(req.params.name), switchShape.parse(req.body));
    res.json(switches.all());
  });
}

function bindPage(app: Express, { switches, now, mailbox }: SandboxDeps) {
  const document = openApiDocument();
  app.get('/openapi.json', (_req, res) => void res.json(document));
  app.get('/', (_req, res) => void res.type('html').send(page(switches.all(), now())));
  app.get('/mail', (_req, res) => void res.type('html').send(mailPage(mailbox?.all() ?? [])));
  app.get('/mail.json', (_req, res) => void res.json(mailbox?.all() ?? []));
  app.get('/page.css', (_req, res) => void res.type('css').send(PAGE_STYLE));
  app.get('/page.js', (_req, res) => void res.type('js').send(PAGE_SCRIPT));
}

const problemHandler: ErrorRequestHandler = (error, _req, res: Response, _next) => {
  const refusal = asRefusal(error);
  if (refusal.status === 503) res.set('Retry-After', '1');
  res.status(refusal.status).type('application/problem+json').send(JSON.stringify(refusal));
};

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof z.ZodError) return new Refusal('invalid-request', error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  if (error instanceof Error && 'status' in error && error.status === 400) return new Refusal('invalid-request', 'The body is not JSON');
  return new Refusal('failed', 'The sandbox itself failed');
}
