import { z } from 'zod';
import { day, text } from './words.ts';

/** A key of the plan: lower-case words joined by hyphens. It stands in files, so it is not renamed. */
const key = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(40);
const title = z.object({ lv: z.string().trim().min(2).max(80), en: z.string().trim().min(2).max(80) });

/** What an attribute may hold. */
export const ATTRIBUTE_KINDS = ['text', 'number', 'date', 'yes-no', 'choice'] as const;

export const attribute = z
  .object({
    key,
    title,
    kind: z.enum(ATTRIBUTE_KINDS),
    required: z.boolean(),
    /** The allowed values of a choice; of other kinds none. */
    choices: z.array(z.object({ value: key, title })).max(50),
  })
  .refine(it => (it.kind === 'choice') === it.choices.length > 0, { path: ['choices'], message: 'a choice has choices, nothing else has' })
  .refine(it => isUnique(it.choices.map(one => one.value)), { path: ['choices'], message: 'each only once' });
export type Attribute = z.infer<typeof attribute>;

/** The four kinds of component that PR names. Every type of an agency is one of them. */
export const ITEM_KINDS = ['equipment', 'document', 'information-system', 'people'] as const;

/**
 * How identifiers of a type look: `#` is a digit, `@` a letter, one `*` any letters, digits, dots and hyphens; the rest stands for
 * itself. "SRV-####" is SRV-0012. Not a regular expression, so that a service manager can read it and nobody can write a slow one.
 */
const mask = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[\p{L}0-9#@*._-]+$/u)
  .refine(it => it.split('*').length <= 2, 'one * at most');

export const itemType = z
  .object({ id: key, title, kind: z.enum(ITEM_KINDS), identifier: mask, attributes: z.array(attribute).max(40) })
  .refine(it => isUnique(it.attributes.map(one => one.key)), {
    path: ['attributes'],
    message: 'each key only once',
  });
export type ItemType = z.infer<typeof itemType>;

/**
 * `out` is said of the one that has the relation ("depends on"), `back` of the other ("is used by"). `impact`: when one end is down,
 * whether the other is hit. Of "depends on" the one that depends is: `to-source`.
 */
export const IMPACTS = ['to-source', 'to-target', 'none'] as const;
export const relationType = z.object({ id: key, out: title, back: title, impact: z.enum(IMPACTS) });
export type RelationType = z.infer<typeof relationType>;

/** The structure of an agency's configuration items (P6.1). A new one holds from a day on; the old ones stay. */
export const planData = z
  .object({
    types: z.array(itemType).min(1).max(60),
    relations: z.array(relationType).min(1).max(30),
    /** What is below the agreed depth is not recorded: in words, for whoever identifies items (P6.2). */
    depth: text.extend({ lv: z.string().trim().max(1000), en: z.string().trim().max(1000) }),
    /** An item without an owner is refused. */
    ownerRequired: z.boolean(),
    /** P6.3: a service is offered only when the items its diagram names are registered and in use. */
    servicesNeedItems: z.boolean(),
    /** P6.5: an audit is due so many months after the last one. */
    auditMonths: z.number().int().min(1).max(60),
  })
  .refine(it => isUnique(it.types.map(one => one.id)), { path: ['types'], message: 'each id only once' })
  .refine(it => isUnique(it.relations.map(one => one.id)), { path: ['relations'], message: 'each id only once' })
  .meta({ id: 'ConfigurationPlan' });
export type PlanData = z.infer<typeof planData>;

function isUnique(all: string[]): boolean {
  return new Set(all).size === all.length;
}

/** Whether an identifier is as the mask says. Linear in its length, whatever the mask. */
export function fitsMask(pattern: string, identifier: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return fits(before, identifier);
  const [from, to] = [before.length, identifier.length - after.length];
  return to > from && fits(before, identifier.slice(0, from)) && fits(after, identifier.slice(to)) && /^[\p{L}0-9._-]+$/u.test(identifier.slice(from, to));
}

function fits(pattern: string, text: string): boolean {
  if (pattern.length !== text.length) return false;
  return [...pattern].every((sign, at) => {
    const here = text[at]!;
    if (sign === '#') return /[0-9]/.test(here);
    return sign === '@' ? /\p{L}/u.test(here) : sign.toLowerCase() === here.toLowerCase();
  });
}

const LONGEST = 2000;
const VALUES: Record<Attribute['kind'], (it: Attribute) => z.ZodType<unknown>> = {
  text: () => z.string().trim().min(1).max(LONGEST),
  number: () => z.number().min(-1e12).max(1e12),
  date: () => day,
  'yes-no': () => z.boolean(),
  choice: it => z.enum(it.choices.map(one => one.value)),
};

/** The check of an item's attributes, made from the data of its type: unknown keys, missing and wrong values are faults. */
const checkOf = (type: Pick<ItemType, 'attributes'>) =>
  z.strictObject(Object.fromEntries(type.attributes.map(it => [it.key, it.required ? VALUES[it.kind](it) : VALUES[it.kind](it).optional()])));
const checks = new WeakMap<Pick<ItemType, 'attributes'>, ReturnType<typeof checkOf>>();

/** The check of a type, made once for it: a file has thousands of items and a few types. */
export function attributesOf(type: Pick<ItemType, 'attributes'>): ReturnType<typeof checkOf> {
  const check = checks.get(type) ?? checkOf(type);
  checks.set(type, check);
  return check;
}

const named = (lv: string, en: string) => ({ lv, en });
const attr = (it: Pick<Attribute, 'key' | 'title' | 'kind'> & Partial<Attribute>): Attribute => ({ required: false, choices: [], ...it });
const CRITICALITY = attr({
  key: 'criticality',
  title: named('Būtiskums', 'Criticality'),
  kind: 'choice',
  choices: [
    { value: 'high', title: named('Augsts', 'High') },
    { value: 'medium', title: named('Vidējs', 'Medium') },
    { value: 'low', title: named('Zems', 'Low') },
  ],
});

/** The typical plan every agency begins with: the four kinds of PR, and what iTop and GLPI users expect to find. */
export const TYPICAL_PLAN: PlanData = {
  types: [
    {
      id: 'equipment',
      title: named('Tehniskais aprīkojums', 'Equipment'),
      kind: 'equipment',
      identifier: '*',
      attributes: [
        attr({ key: 'model', title: named('Modelis', 'Model'), kind: 'text' }),
        attr({ key: 'serial-number', title: named('Sērijas numurs', 'Serial number'), kind: 'text' }),
        attr({ key: 'location', title: named('Atrašanās vieta', 'Location'), kind: 'text' }),
        attr({ key: 'warranty-until', title: named('Garantija līdz', 'Warranty until'), kind: 'date' }),
        CRITICALITY,
      ],
    },
    {
      id: 'document',
      title: named('Dokumentācija', 'Documentation'),
      kind: 'document',
      identifier: '*',
      attributes: [
        attr({ key: 'kept-at', title: named('Kur glabājas', 'Where it is kept'), kind: 'text' }),
        attr({ key: 'valid-until', title: named('Spēkā līdz', 'Valid until'), kind: 'date' }),
      ],
    },
    {
      id: 'information-system',
      title: named('Informācijas sistēma', 'Information system'),
      kind: 'information-system',
      identifier: '*',
      attributes: [
        attr({ key: 'supplier', title: named('Piegādātājs', 'Supplier'), kind: 'text' }),
        attr({ key: 'personal-data', title: named('Apstrādā personas datus', 'Holds personal data'), kind: 'yes-no' }),
        CRITICALITY,
      ],
    },
    {
      id: 'people',
      title: named('Speciālisti, cilvēki', 'Specialists, people'),
      kind: 'people',
      identifier: '*',
      attributes: [
        attr({ key: 'competence', title: named('Kompetence', 'Competence'), kind: 'text' }),
        attr({ key: 'people', title: named('Cik cilvēku', 'How many people'), kind: 'number' }),
      ],
    },
  ],
  relations: [
    { id: 'depends-on', out: named('ir atkarīga no', 'depends on'), back: named('to izmanto', 'is used by'), impact: 'to-source' },
    { id: 'runs-on', out: named('darbojas uz', 'runs on'), back: named('uz tās darbojas', 'runs'), impact: 'to-source' },
    { id: 'needs', out: named('vajadzīgs', 'needs'), back: named('vajadzīgs vienībai', 'is needed by'), impact: 'to-source' },
    { id: 'part-of', out: named('ir daļa no', 'is part of'), back: named('sastāv no', 'consists of'), impact: 'to-target' },
    { id: 'documented-in', out: named('aprakstīta dokumentā', 'is described in'), back: named('apraksta', 'describes'), impact: 'none' },
    { id: 'connected-to', out: named('savienota ar', 'is connected to'), back: named('savienota ar', 'is connected to'), impact: 'none' },
  ],
  depth: named(
    'Reģistrē to, kā atteice aptur pakalpojumu vai prasa cita īpašnieka darbu. Detaļas, kuras maina kopā ar veselo (diski, kabeļi), nereģistrē.',
    'Record what stops a service when it fails, or what somebody else has to repair. Parts that are replaced with the whole (disks, cables) are not recorded.',
  ),
  ownerRequired: true,
  servicesNeedItems: false,
  auditMonths: 12,
};
