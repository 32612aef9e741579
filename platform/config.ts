import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const secret = z.string().min(16, 'at least 16 characters');
const url = z.url();

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
  DATABASE_URL: z.string().startsWith('postgres').describe('PostgreSQL 17 or newer'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10).describe('connections of one process'),
  ZEEBE_GRPC_ADDRESS: z.url({ protocol: /^grpcs?$/, error: 'grpc:// or grpcs://' }).default('grpc://localhost:26500').describe('gRPC of the Zeebe gateway: starts, messages, jobs'),
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
  AGENCY_URLS: z
    .string()
    .transform((value, context) => {
      try {
        return z.record(z.string(), z.url()).parse(JSON.parse(value));
      } catch {
        context.addIssue({ code: 'custom', message: 'a JSON object of agency id → base URL' });
        return z.NEVER;
      }
    })
    .describe('JSON object: agency id → base URL of its system'),
  AGENCY_TOKEN: secret.describe('bearer token we show to the agencies’ systems'),
  WORKER_HEALTH_PORT: port.default(8803).describe('health and metrics of the worker program'),
  CLOCK_OFFSET_FILE: z.string().optional().describe('test profile only: file with an offset of our clock in milliseconds'),
  SANDBOX_HOST: z.string().default('127.0.0.1').describe('address the agency sandbox listens on'),
  SANDBOX_PORT: port.default(8804).describe('port of the agency sandbox'),
  SANDBOX_DATA: z.string().min(1).default('.pietura/sandbox').describe('folder in which the agency sandbox keeps payments'),
});
export type Config = Readonly<z.output<typeof configSchema>>;

/** The only reader of environment variables. Says everything that is wrong at once, then refuses to start. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const result = configSchema.safeParse(env);
  if (!result.success) throw new Error(`Configuration is wrong:\n${z.prettifyError(result.error)}`);
  return Object.freeze(result.data);
}
