import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const secret = z.string().min(16, 'at least 16 characters');
const url = z.url();
/** What stands between the commas. */
const partsOf = (list: string): string[] =>
  list
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

/** Something for each agency, as JSON. What is wrong is said without the value: it may be a secret. */
const byAgency = (each: z.ZodType<string>, what: string) =>
  z.string().transform((value, context) => {
    try {
      return z.record(z.string(), each).parse(JSON.parse(value));
    } catch {
      context.addIssue({ code: 'custom', message: `a JSON object of agency id → ${what}` });
      return z.NEVER;
    }
  });

/** Every environment variable there is. `.env.example` is kept equal to these keys by a test. */
export const configSchema = z.object({
  PIETURA_PROFILE: z.enum(['production', 'demo', 'test']).default('production').describe('demo and test seed demo people; production never does'),
  PIETURA_RELEASE: z.string().default('0.1.0').describe('release shown in the footer'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('debug is off in production'),
  API_HOST: z.string().default('127.0.0.1').describe('address the API listens on'),
  API_PORT: port.default(8800).describe('port of the API and the web application'),
  PUBLIC_URL: url.default('http://localhost:8800').describe('address people use'),
  TRUSTED_PROXIES: z.string().default('loopback').describe('whose X-Forwarded-For is believed: addresses or ranges, comma list'),
  RATE_READS_PER_MINUTE: z.coerce.number().int().min(0).default(600).describe('looks of one person, or one address not signed in; 0 = no limit'),
  RATE_WRITES_PER_MINUTE: z.coerce.number().int().min(0).default(120).describe('acts of one person; 0 = no limit'),
  DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .describe('PostgreSQL 17 or newer; of the programs as pietura_programs, of platform/migrate.ts as the owner of the tables'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10).describe('connections of one process'),
  DATABASE_SILENCE_MS: z.coerce.number().int().min(5_000).max(600_000).default(20_000).describe('a connection to PostgreSQL silent for so long counts as lost'),
  ZEEBE_GRPC_ADDRESS: z
    .url({ protocol: /^grpcs?$/, error: 'grpc:// or grpcs://' })
    .default('grpc://localhost:26500')
    .describe('gRPC of the Zeebe gateway: starts, messages, jobs'),
  ZEEBE_REST_ADDRESS: url.default('http://localhost:8080').describe('REST of the Zeebe gateway: user tasks'),
  ZEEBE_VERSION: z.enum(['8.5.8', '8.6.0']).default('8.5.8').describe('decides the path of the user-task calls'),
  JOURNAL_HOST: z.string().default('127.0.0.1').describe('address the journal receiver listens on; never a public one'),
  JOURNAL_PORT: port.default(8802).describe('port of the journal receiver'),
  JOURNAL_USERNAME: z.string().min(1).default('zeebe').describe('the exporter signs in with this name'),
  JOURNAL_PASSWORD: secret.describe('shared with the exporter'),
  KEYCLOAK_URL: url.describe('issuer host as browsers see it'),
  KEYCLOAK_REALM: z.string().default('pietura').describe('realm of people and staff'),
  KEYCLOAK_CLIENT_ID: z.string().default('pietura-web').describe('public client of the web application'),
  KEYCLOAK_AUDIENCE: z.string().default('pietura-api').describe('audience a token must carry'),
  BLOB_DIR: z.string().min(1).describe('folder of documents, content-addressed'),
  AUDIT_CHECKPOINTS: z
    .string()
    .default('')
    .describe('folder, on another machine, to which the end of the audit chain is added every minute; empty = to the log only'),
  UPLOAD_MAX_MB: z.coerce.number().int().min(1).max(2000).default(20).describe('largest file that is taken, in MiB'),
  UPLOAD_MAX_FILES: z.coerce.number().int().min(1).max(100).default(20).describe('files in one application, answer or attachment'),
  UPLOAD_MAX_WAITING: z.coerce.number().int().min(1).default(100).describe('files one person may have put aside without attaching them'),
  CASE_MAX_DOCUMENTS: z.coerce.number().int().min(1).default(300).describe('documents in one case'),
  VIRUS_CHECK: z.enum(['required', 'when-available']).default('when-available').describe('required: what no engine has checked is never served'),
  CLAMD_SOCKET: z.string().optional().describe('unix socket of clamd (ClamAV)'),
  CLAMD_HOST: z.string().optional().describe('or the host of clamd'),
  CLAMD_PORT: port.default(3310).describe('and its port'),
  CLAMSCAN_PATH: z.string().optional().describe('or the clamscan program: slow, it reads its signatures for each file'),
  AGENCY_URLS: byAgency(url, 'base URL').describe('JSON object: agency id → base URL of its system'),
  AGENCY_TOKENS: byAgency(secret, 'token of at least 16 characters').describe(
    'JSON object: agency id → bearer token that we show to its system, and to no other',
  ),
  PUBLISH_CHANGES: z
    .string()
    .regex(/^(\d{4} \d{4,}(\s*,\s*\d{4} \d{4,})*)?$/, 'codes of changes, comma list')
    .default('')
    .transform(partsOf)
    .describe('deployment: codes of the changes by which new versions of diagrams are published, comma list'),
  PROCESS_ROOTS: z
    .string()
    .default('')
    .transform(partsOf)
    .describe('folders of the installation’s own processes (services/<id>, support/<id>) beside those of the release, comma list'),
  WORKER_HEALTH_PORT: port.default(8803).describe('health and metrics of the worker program'),
  SMTP_URL: z
    .union([z.literal(''), z.url({ protocol: /^smtps?$/ })], { error: 'smtp:// or smtps://, or empty' })
    .default('')
    .describe('mail server: smtp(s)://user:password@host:port; empty = no e-mail is sent'),
  MAIL_FROM: z.email().default('noreply@localhost.localdomain').describe('address that notices come from; the name beside it is the contact centre’s'),
  MAIL_BOUNCE: z
    .union([z.literal(''), z.email().max(100)])
    .default('')
    .describe('mailbox to which undeliverable mails return, with an extension for each mail (box+…@host); empty = to MAIL_FROM, unread'),
  MAIL_BOUNCE_TOKEN: z
    .union([z.literal(''), secret])
    .default('')
    .describe('what the mail server shows when it hands over mails that came back; signs their return addresses'),
  MAIL_HOURS: z
    .union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/)], { error: '08:00-20:00, or empty' })
    .default('08:00-20:00')
    .describe('hours of the day in Riga in which clients are written to, unless urgent; empty = at any hour'),
  MAIL_HOLD_SECONDS: z.coerce.number().int().min(0).max(3600).default(60).describe('a notice waits so long for others of its case, to go as one mail'),
  SMS_PROVIDER: z.enum(['off', 'log', 'http']).default('off').describe('log writes ids to the log and sends nothing'),
  SMS_URL: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })])
    .default('')
    .describe('SMS_PROVIDER=http: gateway that takes POST {id, to, text}'),
  SMS_TOKEN: z.string().default('').describe('SMS_PROVIDER=http: bearer token of the gateway'),
  CLOCK_OFFSET_FILE: z.string().optional().describe('test profile only: file with an offset of our clock in milliseconds'),
  SANDBOX_HOST: z.string().default('127.0.0.1').describe('address the agency sandbox listens on'),
  SANDBOX_PORT: port.default(8804).describe('port of the agency sandbox'),
  SANDBOX_SMTP_PORT: z.coerce.number().int().min(0).max(65_535).default(0).describe('port of the agency sandbox’s mailbox (SMTP); 0 = none'),
  SANDBOX_DATA: z.string().min(1).default('.pietura/sandbox').describe('folder in which the agency sandbox keeps payments'),
});
export type Config = Readonly<z.output<typeof configSchema>>;

const isBare = (address: string) => {
  if (!address.startsWith('http:')) return false;
  return !['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
};

/** What one setting asks of another. */
const wholeSchema = configSchema.superRefine((it, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (it.SMTP_URL && it.PIETURA_PROFILE === 'production' && it.MAIL_FROM.endsWith('@localhost.localdomain')) refuse('MAIL_FROM', 'needed with SMTP_URL');
  const outside = { PUBLIC_URL: [it.PUBLIC_URL], KEYCLOAK_URL: [it.KEYCLOAK_URL], AGENCY_URLS: Object.values(it.AGENCY_URLS), SMS_URL: [it.SMS_URL] };
  for (const [path, addresses] of Object.entries(outside))
    if (it.PIETURA_PROFILE === 'production' && addresses.some(isBare)) refuse(path, 'https:// in production, unless it is on this machine');
  const tokenless = Object.keys(it.AGENCY_URLS).filter(agency => !it.AGENCY_TOKENS[agency]);
  if (tokenless.length > 0) refuse('AGENCY_TOKENS', `no token for ${tokenless.join(', ')}`);
  const tokens = Object.values(it.AGENCY_TOKENS);
  if (new Set(tokens).size < tokens.length) refuse('AGENCY_TOKENS', 'each agency needs a token of its own: who knows one must not enter another’s system');
  if (it.MAIL_BOUNCE && !it.MAIL_BOUNCE_TOKEN) refuse('MAIL_BOUNCE_TOKEN', 'needed with MAIL_BOUNCE');
  if (it.SMS_PROVIDER === 'http' && !it.SMS_URL) refuse('SMS_URL', 'needed with SMS_PROVIDER=http');
  if (it.SMS_PROVIDER === 'http' && it.SMS_TOKEN.length < 8) refuse('SMS_TOKEN', 'needed with SMS_PROVIDER=http, at least 8 characters');
});

/** The only reader of environment variables. Says everything that is wrong at once, then refuses to start. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const result = wholeSchema.safeParse(env);
  if (!result.success) throw new Error(`Configuration is wrong:\n${z.prettifyError(result.error)}`);
  return Object.freeze(result.data);
}
