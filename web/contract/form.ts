import { evaluate } from '@bpmn-io/feelin';
import type { FieldFault } from '../../platform/problem.ts';

/**
 * Forms are form-js schemas, Latvian first. A component carries its English in `properties`: `label.en`, `description.en`, `text.en`,
 * `dateLabel.en`, `appearance.prefixAdorner.en`, and `values.<value>.en` for each option. Server and client share what is said here.
 */
type Schema = Record<string, unknown>;
type Component = Record<string, unknown> & { type?: string; key?: string; properties?: Record<string, string> };
type Data = Record<string, unknown>;

const TRANSLATED = ['label', 'description', 'text', 'dateLabel'] as const;
const NOT_ANSWERED = new Set(['text', 'html', 'image', 'spacer', 'separator', 'button', 'iframe', 'table', 'expression', 'documentPreview', 'filepicker']);

/** The form in a language: the same schema with other words. Without a translation the Latvian stays. */
export function localiseForm(schema: Schema, language: string): Schema {
  return language === 'en' ? { ...schema, components: componentsOf(schema).map(translate) } : schema;
}

/** An option that comes with a task (`valuesKey`): `words` where it is said in both languages, as a service is; names of people have none. */
export type TaskOption = { value: string; label: string; words?: { lv: string; en: string } };

/** The data a form starts with, its options that came with the task in a language. */
export function localiseOptions(schema: Schema, data: Data, language: 'lv' | 'en'): Data {
  const keys = fieldsOf(schema).map(it => String(it['valuesKey'] ?? ''));
  const brought = keys.filter(key => Array.isArray(data[key])).map(key => [key, data[key] as TaskOption[]] as const);
  return { ...data, ...Object.fromEntries(brought.map(([key, options]) => [key, options.map(it => ({ ...it, label: it.words?.[language] ?? it.label }))])) };
}

function translate(component: Component): Component {
  const words = component.properties ?? {};
  const translated = TRANSLATED.flatMap(name => (words[`${name}.en`] === undefined ? [] : [[name, words[`${name}.en`]]]));
  return {
    ...component,
    ...Object.fromEntries(translated),
    ...(Array.isArray(component['values']) && {
      values: optionsOf(component).map(it => ({ ...it, label: words[`values.${String(it.value)}.en`] ?? it.label })),
    }),
    ...(Array.isArray(component['components']) && { components: componentsOf(component).map(translate) }),
  };
}

/** Everything that is wrong with the answers; what is hidden is not asked. `path` is the key of the field. */
export function validateForm(schema: Schema, data: Data): FieldFault[] {
  return visible(schema, data).flatMap(field => faultsOf(field, valueAt(data, field.key)).map(code => ({ path: field.key, code })));
}

/** Keys of the questions that are asked, given these answers: what is kept of a form. */
export const visibleKeys = (schema: Schema, data: Data): string[] => visible(schema, data).map(field => field.key);

/** Values the form begins with where nothing is known. */
export const defaultsOf = (schema: Schema): Data =>
  Object.fromEntries(fieldsOf(schema).flatMap(it => (it['defaultValue'] === undefined ? [] : [[it.key, it['defaultValue']]])));

type Field = Component & { key: string };

const fieldsOf = (container: Schema): Field[] => componentsOf(container).flatMap(it => [...(isField(it) ? [it] : []), ...fieldsOf(it)]);
const isField = (it: Component): it is Field => typeof it.key === 'string' && !NOT_ANSWERED.has(it.type ?? '') && !Array.isArray(it['components']);

function visible(container: Schema, data: Data): Field[] {
  return componentsOf(container)
    .filter(it => !isHidden(it, data))
    .flatMap(it => [...(isField(it) ? [it] : []), ...visible(it, data)]);
}

/** `conditional.hide` is a FEEL condition over the answers, evaluated by the engine form-js itself brings. What is not answered is null. */
function isHidden(component: Component, data: Data): boolean {
  const hide = (component['conditional'] as { hide?: unknown } | undefined)?.hide;
  if (typeof hide !== 'string' || !hide.startsWith('=')) return false;
  return evaluate(hide.slice(1), data).value === true;
}

type Rules = {
  required?: boolean;
  pattern?: string;
  min?: number | string;
  max?: number | string;
  minLength?: number;
  maxLength?: number;
  validationType?: string;
};

function faultsOf(field: Field, value: unknown): string[] {
  const rules = (field['validate'] ?? {}) as Rules;
  if (isEmpty(field, value)) return rules.required ? ['required'] : [];
  const typeFault = faultOfType(field, value);
  if (typeFault) return [typeFault];
  return typeof value === 'string' ? faultsOfText(rules, value) : typeof value === 'number' ? faultsOfNumber(rules, value) : [];
}

const isEmpty = (field: Field, value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || (field.type === 'checkbox' && value === false);

/** What kind of value each type of field takes; undefined = fine. */
function faultOfType(field: Field, value: unknown): string | undefined {
  switch (field.type) {
    case 'checkbox':
      return value === true ? undefined : 'type';
    case 'number':
      return faultOfNumber(field, value);
    case 'datetime':
      return isMoment(field, value) ? undefined : 'date';
    case 'radio':
    case 'select':
      return isOption(field, value) ? undefined : 'option';
    case 'checklist':
    case 'taglist':
      return Array.isArray(value) && value.every(it => isOption(field, it)) ? undefined : 'option';
    default:
      return typeof value === 'string' ? undefined : 'type';
  }
}

function faultOfNumber(field: Field, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'number';
  const digits = field['decimalDigits'];
  return typeof digits === 'number' && Math.abs(value * 10 ** digits - Math.round(value * 10 ** digits)) > 1e-9 ? 'decimals' : undefined;
}

/** Options that come with the task (`valuesKey`) are not in the schema: any word goes, whoever acts on it checks. */
const isOption = (field: Field, value: unknown) =>
  Array.isArray(field['values']) ? optionsOf(field).some(it => it.value === value) : ['string', 'number', 'boolean'].includes(typeof value);

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d/;

function isMoment(field: Field, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (field['subtype'] === 'time') return TIME.test(value);
  return field['subtype'] === 'datetime' ? !Number.isNaN(Date.parse(value)) : isDate(value);
}

/** A day of the calendar: 2026-02-30 is none. */
function isDate(value: string): boolean {
  const [, year, month, day] = (DATE.exec(value) ?? []).map(Number);
  if (!year || !month || !day) return false;
  const read = new Date(Date.UTC(year, month - 1, day));
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
/** International or Latvian, with the spaces and hyphens people write. */
const PHONE = /^\+?[0-9][0-9 ()-]{5,24}$/;

function faultsOfText(rules: Rules, value: string): string[] {
  const { length } = value.trim();
  return [
    ...(rules.pattern && !new RegExp(rules.pattern).test(value) ? ['pattern'] : []),
    ...(rules.minLength !== undefined && length < rules.minLength ? ['minLength'] : []),
    ...(rules.maxLength !== undefined && length > rules.maxLength ? ['maxLength'] : []),
    ...(rules.validationType === 'email' && !EMAIL.test(value) ? ['email'] : []),
    ...(rules.validationType === 'phone' && !PHONE.test(value) ? ['phone'] : []),
  ];
}

const faultsOfNumber = (rules: Rules, value: number) => [
  ...(rules.min !== undefined && value < Number(rules.min) ? ['min'] : []),
  ...(rules.max !== undefined && value > Number(rules.max) ? ['max'] : []),
];

const componentsOf = (container: Schema): Component[] => (Array.isArray(container['components']) ? (container['components'] as Component[]) : []);
const optionsOf = (component: Component) => component['values'] as { value: unknown; label: string }[];

/** Keys may be dotted paths. */
const valueAt = (data: Data, key: string): unknown =>
  key.split('.').reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Data)[part] : undefined), data);
