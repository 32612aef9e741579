import type { Operation } from './document.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Entry = { value: string; seenBy: Set<string> };
/** Other names of one kind. */
const KINDS: Record<string, string> = {
  keepId: 'caseId',
  aboutCaseId: 'caseId',
  relatedCaseId: 'caseId',
  fromCaseId: 'caseId',
  changeId: 'caseId',
  problemId: 'caseId',
  incidentId: 'caseId',
  replaces: 'documentId',
  assigneeId: 'userId',
  substituteId: 'userId',
  ownerId: 'userId',
  memberId: 'memberId',
  complainedOfUserId: 'userId',
  assignee: 'userId',
  team: 'agencyId',
  holder: 'agencyId',
  agency: 'agencyId',
  owner: 'agencyId',
  complainedOfAgency: 'agencyId',
  service: 'serviceId',
  services: 'serviceId',
  code: 'caseCode',
  client: 'clientId',
};
const one = (plural: string) => (plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.replace(/s$/, ''));
const camel = (text: string) => text.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** What an id in the path of this operation is an id of: `/service-levels/targets/{id}/end` → targetId. */
export function kindOf(name: string, operation: Operation): string {
  if (name === 'cursor') return `cursor ${operation.name}`;
  if (name !== 'id') return KINDS[name] ?? (name.endsWith('Ids') ? kindOf(name.slice(0, -1), operation) : name);
  const before = operation.path.split('/{id}')[0]!.split('/').at(-1)!;
  return `${camel(one(before))}Id`;
}

/**
 * What answers have told so far: ids by kind, with who has seen them, and the newest version of each thing. Nothing here comes from the
 * database: a stranger knows no more.
 */
export class Pool {
  private readonly kinds = new Map<string, Map<string, Entry>>();
  private readonly versions = new Map<string, number>();
  /** Forms by task key or service id. */
  readonly forms = new Map<string, Record<string, unknown>>();

  copy(): Pool {
    const copy = new Pool();
    for (const [kind, entries] of this.kinds)
      copy.kinds.set(kind, new Map([...entries].map(([value, entry]) => [value, { value, seenBy: new Set(entry.seenBy) }])));
    for (const [id, version] of this.versions) copy.versions.set(id, version);
    for (const [name, form] of this.forms) copy.forms.set(name, form);
    return copy;
  }

  add(kind: string, value: string, who: string): void {
    const entries = this.kinds.get(kind) ?? new Map<string, Entry>();
    this.kinds.set(kind, entries);
    const entry = entries.get(value) ?? { value, seenBy: new Set<string>() };
    entry.seenBy.add(who);
    // seen again: the newest again
    entries.delete(value);
    entries.set(value, entry);
  }

  /** The `pick`-th newest of a kind; mostly one that this person has seen, at times somebody else's. */
  take(kind: string, pick: number, who: string): string | undefined {
    const all = [...(this.kinds.get(kind)?.values() ?? [])].reverse();
    const own = all.filter(it => it.seenBy.has(who));
    const from = own.length > 0 && pick % 4 !== 3 ? own : all;
    return from.length > 0 ? from[pick % from.length]!.value : undefined;
  }

  any(pick: number): string | undefined {
    const all = [...this.kinds].filter(([kind]) => kind.endsWith('Id')).flatMap(([, entries]) => [...entries.keys()].filter(it => UUID.test(it)));
    return all[pick % Math.max(1, all.length)];
  }

  versionOf(id: string | undefined): number | undefined {
    return id === undefined ? undefined : this.versions.get(id);
  }

  /** Reads an answer. `operation`: what an `id` at its top is an id of. */
  learn(operation: Operation, params: Record<string, unknown>, answer: unknown, who: string): void {
    const { schema } = (answer ?? {}) as { schema?: Record<string, unknown> };
    if (schema && typeof params.serviceId === 'string') this.forms.set(params.serviceId, schema);
    const statics = operation.path.split('/').filter(part => part && !part.startsWith('{'));
    this.walk(answer, camel(one(statics.at(-1) ?? '')), who, operation);
  }

  private walk(value: unknown, name: string, who: string, operation: Operation): void {
    if (Array.isArray(value)) return value.slice(0, 60).forEach(each => this.walk(each, name, who, operation));
    if (typeof value !== 'object' || value === null) return;
    const it = value as Record<string, unknown>;
    const ownId = [it.id, it.key, it.userId].find(each => typeof each === 'string');
    for (const [key, each] of Object.entries(it)) {
      if (typeof each === 'string') this.learnText(key, each, name, who, operation);
      else if (Array.isArray(each) && key.endsWith('Ids')) for (const id of each) this.add(kindOf(key, operation), String(id), who);
      else if ((key === 'version' || key === 'revision') && typeof each === 'number' && ownId) this.versions.set(ownId as string, each);
      else if (key === 'schema') this.learnForm(it, each, ownId as string | undefined);
      else this.walk(each, camel(one(key)), who, operation);
    }
    const form = it.form as { schema?: Record<string, unknown> } | undefined;
    if (form?.schema && ownId) this.forms.set(ownId as string, form.schema);
  }

  private learnForm(holder: Record<string, unknown>, schema: unknown, id: string | undefined): void {
    const name = (holder.serviceId as string | undefined) ?? id;
    if (name && typeof schema === 'object' && schema !== null) this.forms.set(name, schema as Record<string, unknown>);
  }

  private learnText(key: string, text: string, name: string, who: string, operation: Operation): void {
    if (text.length > 500) return;
    if (key === 'id') {
      const kind = PEOPLE.has(name) ? 'userId' : (ALIASES[name] ?? `${name}Id`);
      this.add(kind, text, who);
      const aliased = kindOf(kind, operation);
      if (aliased !== kind) this.add(aliased, text, who);
    } else if (key === 'key' && /^\d+$/.test(text)) this.add('taskKey', text, who);
    else if (key === 'next' || key === 'cursor') this.add(`cursor ${operation.name}`, text, who);
    else if (key === 'code' && /^\d{4} \d+$/.test(text)) this.add('caseCode', text, who);
    else if (/(Id|Key)$/.test(key)) this.add(kindOf(key, operation), text, who);
  }
}

const PEOPLE = new Set([
  'assignee',
  'person',
  'standIn',
  'onBehalfOf',
  'people',
  'member',
  'proposedBy',
  'worker',
  'user',
  'colleague',
  'by',
  'receiver',
  'substitute',
]);
const ALIASES: Record<string, string> = {
  task: 'taskKey',
  problem: 'caseId',
  change: 'caseId',
  incident: 'caseId',
  duplicate: 'caseId',
  upload: 'uploadId',
  agency: 'agencyId',
  team: 'agencyId',
  service: 'serviceId',
};
