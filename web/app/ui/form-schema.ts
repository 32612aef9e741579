/** The part of a form-js schema that screens read. The schema itself comes from the service's folder. */
export interface FormComponent {
  type: string;
  id?: string;
  key?: string;
  path?: string;
  label?: string;
  description?: string;
  text?: string;
  components?: FormComponent[];
  values?: { value: unknown; label: string }[];
  properties?: Record<string, string>;
  validate?: Record<string, unknown>;
  dateLabel?: string;
  [more: string]: unknown;
}

export interface FormSchema {
  id?: string;
  components: FormComponent[];
  [more: string]: unknown;
}

export type Answers = Record<string, unknown>;

export interface FormStep {
  id: string;
  title: string;
  schema: FormSchema;
}

/** One topic a step: each outer group is a step; what stands outside groups goes to the step before it, or makes the first. */
export function stepsOf(schema: FormSchema, firstTitle: string): FormStep[] {
  const steps: FormStep[] = [];
  for (const component of schema.components) {
    if (component.type === 'group') {
      const title = component.label ?? firstTitle;
      // the page's heading says the title; form-js would say it again
      steps.push({ id: component.id ?? `step-${steps.length + 1}`, title, schema: { ...schema, components: [{ ...component, label: '', showOutline: false, properties: {} }] } });
      continue;
    }
    const last = steps.at(-1);
    if (last) last.schema.components.push(component);
    else steps.push({ id: component.id ?? 'step-1', title: firstTitle, schema: { ...schema, components: [component] } });
  }
  return steps;
}

/** Every component that holds an answer, groups opened up. `key` is the full path. */
export function questionsOf({ components }: Pick<FormSchema, 'components'>, path = ''): (FormComponent & { key: string })[] {
  return components.flatMap(component => {
    const inner = component.path ? `${path}${component.path}.` : path;
    if (component.components) return questionsOf({ components: component.components }, inner);
    return component.key ? [{ ...component, key: path + component.key }] : [];
  });
}

/** What a question is called; a date has its label elsewhere. */
export const labelOf = ({ label, dateLabel, key }: FormComponent): string => label || dateLabel || key || '';

/** Value at a dotted key. */
export const answerAt = (answers: Answers, key: string): unknown => key.split('.').reduce<unknown>((value, part) => (value as Answers | undefined)?.[part], answers);

/** The schema with a line under each prefilled question that says where its answer comes from (once-only). */
export function markSources(schema: FormSchema, sources: ReadonlyMap<string, string>): FormSchema {
  const mark = (component: FormComponent): FormComponent => {
    const source = component.key && sources.get(component.key);
    return {
      ...component,
      ...(source && { description: [component.description, source].filter(Boolean).join(' · ') }),
      ...(component.components && { components: component.components.map(mark) }),
    };
  };
  return { ...schema, components: schema.components.map(mark) };
}

interface AnswerWords {
  yes: string;
  no: string;
  date(iso: string): string;
}

/** An answer as people read it: the label of a choice, a date, yes or no. Empty when there is none. */
export function answerText(question: FormComponent, value: unknown, words: AnswerWords): string {
  if (value == null || value === '') return '';
  if (Array.isArray(value)) return value.map(item => answerText(question, item, words)).join(', ');
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const chosen = question.values?.find(option => option.value === value);
  if (chosen) return chosen.label;
  if (question.type === 'datetime' && typeof value === 'string') return words.date(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
