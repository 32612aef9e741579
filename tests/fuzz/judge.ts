import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Api, Operation } from './document.ts';
import type { Answer } from './send.ts';

export type Fault = { kind: '5xx' | 'schema' | 'undocumented' | 'leak' | 'slow' | 'large' | 'broken' | 'header' | 'process'; what: string };
/** What must not be in an answer to whom. */
export type Secret = { word: string; about: string; maySee(who: string): boolean };

/** An answer takes no longer, however busy the machine is: the longest honest one is a page of everything, well under a second. */
export const SLOW_MS = 8_000;
const LARGE_BYTES = 8 * 1024 * 1024;
/** A request that is bent on its way may be refused for these reasons, whatever the operation: it may have become another. */
const ALWAYS = new Set(['invalid-request', 'not-signed-in', 'too-large', 'unsupported-type', 'too-many-requests', 'not-found']);
/** Refusals of Node's own parser, before any program of ours: no body of ours. */
const NODES_OWN = new Set([400, 408, 413, 414, 431]);

/** Judges answers by what the document promises: status, media type, schema, slug; and by what must never be. */
export function makeJudge(api: Api, secrets: readonly Secret[]) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema(api.raw as object, 'api');
  const validators = new Map<string, ValidateFunction | undefined>();

  const validator = (operation: Operation, status: number, type: string): ValidateFunction | undefined => {
    const key = `${operation.name} ${status}`;
    if (!validators.has(key)) {
      const escape = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
      const pointer = ['paths', operation.path, operation.method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'].map(escape).join('/');
      validators.set(key, ajv.getSchema(`api#/${pointer}`));
    }
    return validators.get(key);
  };

  return function judge(operation: Operation, who: string, dressed: boolean, answer: Answer): Fault | null {
    const { status, headers, body, ms } = answer;
    if (status >= 500) return { kind: '5xx', what: `${status} ${body.toString('utf8').slice(0, 300)}` };
    if (headers['x-injected'] !== undefined) return { kind: 'header', what: 'a header of the caller’s came back as a header of ours' };
    if (ms > SLOW_MS) return { kind: 'slow', what: `${Math.round(ms)} ms, more than ${SLOW_MS}` };
    if (body.length > LARGE_BYTES) return { kind: 'large', what: `${body.length} bytes, more than ${LARGE_BYTES}` };
    const text = body.toString('utf8');
    const seen = secrets.find(it => text.includes(it.word) && !it.maySee(who));
    if (seen) return { kind: 'leak', what: `${who || 'nobody'} sees ${seen.about} (${seen.word})` };
    // another method or another path is another operation, or none: only what must never be was asked of it
    return dressed ? judgeRefusal(operation, answer, text, true) : (judgeRefusal(operation, answer, text, false) ?? judgeReply(operation, answer, text));
  };

  function judgeRefusal(operation: Operation, { status, headers }: Answer, text: string, dressed: boolean): Fault | null {
    if (status < 400) return null;
    // no body: a HEAD, or Node's own parser
    if (text === '' && (dressed || NODES_OWN.has(status))) return null;
    const type = String(headers['content-type'] ?? '').split(';')[0];
    if (type !== 'application/problem+json') return { kind: 'schema', what: `${status} is ${type || 'of no type'}, not application/problem+json` };
    const problem = parsed(text) as { slug?: string; status?: number } | undefined;
    const check = ajv.getSchema('api#/components/schemas/Problem')!;
    if (!check(problem)) return { kind: 'schema', what: `${status}: ${ajv.errorsText(check.errors)}` };
    if (problem?.status !== status) return { kind: 'schema', what: `the problem says ${problem?.status}, the answer ${status}` };
    const slugs = new Set(operation.responses[String(status)]?.description.split(', ') ?? []);
    const slug = problem.slug ?? '';
    if (!slugs.has(slug) && !(dressed && ALWAYS.has(slug))) return { kind: 'undocumented', what: `${status} ${slug}: the document does not say so` };
    return null;
  }

  function judgeReply(operation: Operation, { status, headers }: Answer, text: string): Fault | null {
    if (status >= 400) return null;
    const response = operation.responses[String(status)];
    if (!response) return { kind: 'undocumented', what: `${status}: the document does not say so` };
    const [wanted] = Object.keys(response.content ?? {});
    const type = String(headers['content-type'] ?? '').split(';')[0];
    if (!wanted) return text === '' ? null : { kind: 'schema', what: `${status} has a body, the document says none` };
    if (wanted !== 'application/json') return null;
    if (type !== wanted) return { kind: 'schema', what: `${status} is ${type}, not ${wanted}` };
    const check = validator(operation, status, wanted);
    if (!check) return { kind: 'schema', what: `no schema for ${status}` };
    const value = parsed(text);
    return check(value) ? null : { kind: 'schema', what: `${status}: ${ajv.errorsText(check.errors)}` };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
