import { ACTS, ROLES } from '../../web/contract/words.ts';
import { propertiesOf } from '../model.ts';
import { componentsOf, elementsOf, type Component, type Context, type Rule } from './context.ts';

/** Free text may hold anything about anybody: it stays in our database. */
const FREE_TEXT = new Set(['textfield', 'textarea', 'filepicker']);
/** Acts whose outcome is told or carried out by the API; the token goes on the same way. */
const TELLING_ACTS = new Set(['escalation-decision', 'partner-work', 'incident-child']);
const PAIRS = ['milestone', 'next'] as const;
const TRANSLATED = ['label', 'description', 'text', 'dateLabel'] as const;

const returnsOf = (properties: Record<string, string>) =>
  (properties['returns'] ?? '')
    .split(',')
    .map(it => it.trim())
    .filter(Boolean);

/** What people see and do: tasks, forms, languages. */
export const PEOPLE_RULES: Rule[] = [
  {
    says: 'a task names team, form, role and level, and what goes back to the engine',
    faults: ({ model }) =>
      elementsOf(model, 'bpmn:UserTask').flatMap(({ id, properties, candidateGroups, formId }) => [
        ...(/^=\[(team|"[a-z]+")\]$/.test(candidateGroups ?? '') ? [] : [`${id}: the team is one agency, =["kac"] or =[team]`]),
        ...(formId ? [] : [`${id} has no form`]),
        ...((ROLES as readonly string[]).includes(properties['role'] ?? '') ? [] : [`${id}: there is no role "${properties['role']}"`]),
        ...(['1', '2', '3'].includes(properties['level'] ?? '') ? [] : [`${id}: the level is 1, 2 or 3`]),
        ...(returnsOf(properties).includes('outcome') ? [] : [`${id}: "returns" names at least the outcome`]),
        ...(properties['act'] === undefined || (ACTS as readonly string[]).includes(properties['act'])
          ? []
          : [`${id}: there is no act "${properties['act']}"`]),
      ]),
  },
  {
    says: 'only routing facts go back to the engine, never personal data',
    faults: ({ process, model }) =>
      elementsOf(model, 'bpmn:UserTask').flatMap(({ id, properties, formId }) => {
        const fields = componentsOf(process.forms.get(formId ?? '') ?? {});
        return returnsOf(properties).flatMap(key => {
          const field = fields.find(it => it.key === key);
          if (!field) return [`${id} returns "${key}", which its form does not ask`];
          return FREE_TEXT.has(field.type ?? '') ? [`${id} returns "${key}", which is free text`] : [];
        });
      }),
  },
  {
    says: 'each outcome a person can choose leads somewhere',
    faults: context =>
      elementsOf(context.model, 'bpmn:UserTask').flatMap(({ id, properties, formId }) => {
        const outcome = componentsOf(context.process.forms.get(formId ?? '') ?? {}).find(it => it.key === 'outcome');
        if (!outcome?.values) return [`${id}: the form has no question "outcome" with options`];
        if (TELLING_ACTS.has(properties['act'] ?? '') || outcome.values.length === 1) return [];
        return outcome.values.filter(it => !leadsOn(context, String(it.value))).map(it => `${id}: no flow is taken for the outcome "${String(it.value)}"`);
      }),
  },
  {
    says: 'everything people read is in both languages',
    faults: ({ process, model, flows }) => [
      ...[...model.elements.values()].filter(it => it.title.lv !== it.id && !it.properties['name.en']).map(it => `${it.id} has no English name`),
      ...flows.filter(it => it.name && !propertiesOf(it)['name.en']).map(it => `${it.id} ("${it.name}") has no English name`),
      ...[...model.elements.values()].flatMap(it =>
        PAIRS.filter(name => Boolean(it.properties[`${name}.lv`]) !== Boolean(it.properties[`${name}.en`])).map(
          name => `${it.id}: ${name} is in one language only`,
        ),
      ),
      ...[...process.forms].flatMap(([formId, schema]) => componentsOf(schema).flatMap(it => untranslated(formId, it))),
    ],
  },
];

const leadsOn = ({ flows }: Context, outcome: string) =>
  flows.some(it => String((it['conditionExpression'] as { body?: string } | undefined)?.body ?? '').includes(`"${outcome}"`));

function untranslated(formId: string, component: Component): string[] {
  const words = component.properties ?? {};
  const where = `${formId}.form, ${component.key ?? String(component['id'])}`;
  return [
    ...TRANSLATED.filter(name => component[name] && !words[`${name}.en`]).map(name => `${where}: no ${name}.en`),
    ...(component.values ?? []).filter(it => !words[`values.${String(it.value)}.en`]).map(it => `${where}: no values.${String(it.value)}.en`),
  ];
}
