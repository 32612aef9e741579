import type { ServiceDescription } from '../../../processes/schema.ts';
import type { Text } from '../../contract/words.ts';

type Facts = Pick<ServiceDescription, 'facts'> | undefined;

/** What a fact is called; by its key, when the service names it no more. */
export const factLabel = (service: Facts, key: string): Text => service?.facts[key] ?? { lv: key, en: key };

/** A code of a register in words; undefined = the value speaks for itself. */
export const factValue = (service: Facts, { key, value }: { key: string; value: unknown }): Text | undefined =>
  typeof value === 'string' ? service?.facts[`${key}.${value}`] : undefined;
