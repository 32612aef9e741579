import { Liquid } from 'liquidjs';

/** What a template may be at most; far more than a letter needs, far less than what would keep a server busy. */
const LIMITS = { parseLimit: 20_000, renderLimit: 200, memoryLimit: 200_000 };
/** Words, fields and conditions; no loops, no files, no filters. */
const TAGS = ['if', 'unless'];

const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, ...LIMITS });
for (const tag of Object.keys(engine.tags)) if (!TAGS.includes(tag)) delete engine.tags[tag];
for (const filter of Object.keys(engine.filters)) delete engine.filters[filter];

/** What is wrong with a template: a word the client has text for, and the field or place it is about. */
export type TemplateFault = { code: 'template-syntax' | 'template-field' | 'template-personal'; about: string };

/** Names of the fields a template uses, also in conditions: `client.name`. @throws Error when it cannot be read */
export function fieldsIn(source: string): string[] {
  const paths = engine.globalVariableSegmentsSync(engine.parse(source));
  return [...new Set(paths.map(path => path.map(part => (Array.isArray(part) ? '[…]' : String(part))).join('.')))];
}

/** A personal code or an e-mail address written out. */
const PERSONAL = /\d{6}[-–]?\d{5}|[^\s@]+@[^\s@]+\.\w+/;

/** Looks at a template before it is kept: can it be read, are its fields among the allowed ones, is nothing personal written out? */
export function checkTemplate(source: string, allowed: readonly string[]): TemplateFault[] {
  try {
    const unknown = fieldsIn(source).filter(name => !allowed.includes(name));
    const personal = PERSONAL.exec(source)?.[0];
    return [
      ...unknown.map(about => ({ code: 'template-field', about }) as const),
      ...(personal ? [{ code: 'template-personal', about: personal } as const] : []),
    ];
  } catch (error) {
    return [{ code: 'template-syntax', about: (error as Error).message.split('\n', 1)[0]!.replace(/, line:\d+, col:\d+$/, '') }];
  }
}

/**
 * Fills a template in. `fields` must name every field of its list, with null for what is not there.
 * @throws Error for an unknown field: a checked template has none
 */
export function fillIn(source: string, fields: Record<string, unknown>): string {
  const filled = engine.parseAndRenderSync(source, fields) as string;
  return filled
    .split('\n')
    .map(line => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** `{'client.name': 'A'}` as the object a template reads. */
export function nested(flat: Record<string, unknown>): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [first = '', second] = name.split('.');
    if (second === undefined) made[first] = value;
    else made[first] = { ...(made[first] as object | undefined), [second]: value };
  }
  return made;
}
