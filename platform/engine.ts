import { ZeebeGrpcClient } from '@camunda8/sdk/dist/zeebe/index.js';
import type { Config } from './config.ts';
import { EngineRefused, EngineUnavailable, alreadyExists, asEngineError, isNotFound, within } from './engine-error.ts';
import { placing, type Placing } from './engine-placing.ts';
import { type Work, type Working, workOn } from './engine-jobs.ts';
import { FIRST_LIFE, type EngineKeys } from './engine-keys.ts';
import type { Logger } from './logger.ts';
import { attemptsOf, PATIENCE } from './patience.ts';

export type Variables = Record<string, unknown>;
/** The library's name for the same thing. */
type JsonVariables = Record<string, never>;
export type Message = { name: string; correlationKey: string; messageId?: string; variables: Variables; timeToLiveMs: number };
export type Resource = { name: string; content: string };
export type DeployedProcess = { id: string; version: number; definitionKey: string; resourceName: string };
export type DeployedForm = { id: string; version: number; formKey: string; resourceName: string };

/** All we ask of the engine. Keys are strings always: they exceed 2^53. Errors are EngineUnavailable (try again) or EngineRefused. */
export interface Engine extends Placing {
  /** `repeated`: the engine still holds a message with this id and name. */
  publishMessage(message: Message): Promise<'published' | 'repeated'>;
  /** `gone`: completed already, or cancelled. */
  completeUserTask(key: string, variables: Variables): Promise<'completed' | 'gone'>;
  /** A job's incident needs new retries first, else it comes back at once. */
  resolveIncident(incident: { key: string; jobKey?: string }): Promise<'resolved' | 'gone'>;
  /** All resources of one folder in one call. What is unchanged keeps its version. */
  deploy(resources: Resource[]): Promise<{ processes: DeployedProcess[]; forms: DeployedForm[] }>;
  work(work: Work): Working;
  /** Not for cases, which start by their message: for tests, and to mark a place in the journal. Answers the process instance key. */
  createInstance(processId: string, variables: Variables): Promise<string>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

type EngineConfig = Pick<Config, 'ZEEBE_GRPC_ADDRESS' | 'ZEEBE_REST_ADDRESS' | 'ZEEBE_VERSION'>;

/** A command that takes longer than this is tried again by whoever sent it. */
const LIMIT_MS = 15_000;
/** A connection that is lost without a word is noticed by then. Pings as often as docker/zeebe/application.yaml allows; else the library pings less. */
const LINK_PATIENCE = { pingAfterMs: 10_000, answerWithinMs: 5_000 };
/** The whole patience of a service's job anew; a shared job takes what it needs of it. */
const RETRIES_AFTER_INCIDENT = attemptsOf(PATIENCE.service);

/** The only file that speaks to the engine: gRPC for messages, jobs and deployments, REST for user tasks. */
export function makeEngine(config: EngineConfig, log: Logger, keys: EngineKeys = FIRST_LIFE, patience = LINK_PATIENCE): Engine {
  const client = makeClient(config, patience);
  let streams: ZeebeGrpcClient | undefined;
  const workings: Working[] = [];
  const call = <T>(what: string, promise: Promise<T>) =>
    within(LIMIT_MS, what, promise).catch((error: unknown) => {
      throw isNotFound(error) || alreadyExists(error) ? error : asEngineError(error, what);
    });

  return {
    async publishMessage({ timeToLiveMs, messageId, ...message }) {
      try {
        await call(
          'publish message',
          client.publishMessage({ ...message, variables: message.variables as JsonVariables, messageId: messageId ?? '', timeToLive: timeToLiveMs }),
        );
        return 'published';
      } catch (error) {
        if (alreadyExists(error)) return 'repeated';
        throw error;
      }
    },

    async completeUserTask(key, variables) {
      const raw = keys.raw(key);
      return raw ? completeUserTask(config, raw, variables) : 'gone';
    },

    async resolveIncident({ key, jobKey: job }) {
      const [incidentKey, jobKey] = [keys.raw(key), job && keys.raw(job)];
      if (!incidentKey) return 'gone';
      try {
        if (jobKey) await call('update retries', client.updateJobRetries({ jobKey, retries: RETRIES_AFTER_INCIDENT }));
        await call('resolve incident', client.resolveIncident({ incidentKey }));
        return 'resolved';
      } catch (error) {
        if (isNotFound(error)) return 'gone';
        throw error;
      }
    },

    async deploy(resources) {
      const files = resources.map(({ name, content }) => ({ name, process: Buffer.from(content) }));
      const answer = await call('deploy', client.deployResources(files));
      const deployments = answer.deployments as Deployment[];
      return { processes: deployments.flatMap(processOf(keys)), forms: deployments.flatMap(formOf(keys)) };
    },

    work(work) {
      streams ??= makeClient(config, patience); // the library wants streams on a client of their own
      const working = workOn({ streams, client, log, keys }, work);
      workings.push(working);
      return working;
    },

    async createInstance(processId, variables) {
      const created = await call('create instance', client.createProcessInstance({ bpmnProcessId: processId, variables: variables as JsonVariables }));
      return keys.ours(String(created.processInstanceKey));
    },

    ...placing(client, keys, call),

    async ready() {
      try {
        const topology = await within(2000, 'topology', client.topology());
        return topology.brokers.some(broker =>
          broker.partitions.some(partition => String(partition.role) === 'LEADER' && String(partition.health) === 'HEALTHY'),
        );
      } catch {
        return false;
      }
    },

    async close() {
      await Promise.all(workings.map(working => working.stop()));
      await Promise.allSettled([client.close(), streams?.close()]);
    },
  };
}

/** Everything said explicitly, so that no ZEEBE_* or CAMUNDA_* variable of the machine has a say. Retrying is ours. */
function makeClient({ ZEEBE_GRPC_ADDRESS }: EngineConfig, { pingAfterMs, answerWithinMs }: typeof LINK_PATIENCE): ZeebeGrpcClient {
  return new ZeebeGrpcClient({
    config: {
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_OAUTH_DISABLED: true,
      CAMUNDA_LOG_LEVEL: 'none',
      CAMUNDA_SUPPORT_LOG_ENABLED: false,
      ZEEBE_GRPC_ADDRESS: ZEEBE_GRPC_ADDRESS.replace(/\/$/, ''),
      zeebeGrpcSettings: {
        ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
        ZEEBE_GRPC_CLIENT_RETRY: false,
        ZEEBE_GRPC_CLIENT_EAGER_CONNECT: false,
        // back within a second of the engine's return; the gateway refuses pings without a call
        GRPC_INITIAL_RECONNECT_BACKOFF_MS: '200',
        GRPC_MAX_RECONNECT_BACKOFF_MS: '1000',
        GRPC_KEEPALIVE_TIME_MS: pingAfterMs,
        GRPC_KEEPALIVE_PERMIT_WITHOUT_CALLS: 0,
        GRPC_KEEPALIVE_TIMEOUT_MS: answerWithinMs,
      },
    },
  });
}

/** User tasks are a matter of REST; the path moved from v1 to v2 in 8.6. */
async function completeUserTask({ ZEEBE_REST_ADDRESS, ZEEBE_VERSION }: EngineConfig, key: string, variables: Variables): Promise<'completed' | 'gone'> {
  const path = ZEEBE_VERSION.startsWith('8.5.') ? 'v1' : 'v2';
  const url = `${ZEEBE_REST_ADDRESS}/${path}/user-tasks/${key}/completion`;
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ variables }), signal: AbortSignal.timeout(LIMIT_MS) };
  const answer = await fetch(url, init).catch((error: unknown) => {
    throw new EngineUnavailable('complete user task: no answer', { cause: error });
  });
  await answer.arrayBuffer(); // frees the connection
  if (answer.ok) return 'completed';
  if (answer.status === 404) return 'gone';
  const forGood = answer.status === 400 || answer.status === 403;
  throw new (forGood ? EngineRefused : EngineUnavailable)(`complete user task: ${answer.status}`);
}

/** One entry of the engine's answer; the library types it as unknown. */
type Deployment = {
  process?: { bpmnProcessId: string; version: number; processDefinitionKey: string; resourceName: string } | null;
  form?: { formId: string; version: number; formKey: string; resourceName: string } | null;
};

const processOf =
  ({ ours }: EngineKeys) =>
  ({ process: it }: Deployment): DeployedProcess[] =>
    it ? [{ id: it.bpmnProcessId, version: it.version, definitionKey: ours(String(it.processDefinitionKey)), resourceName: it.resourceName }] : [];

const formOf =
  ({ ours }: EngineKeys) =>
  ({ form: it }: Deployment): DeployedForm[] =>
    it ? [{ id: it.formId, version: it.version, formKey: ours(String(it.formKey)), resourceName: it.resourceName }] : [];
