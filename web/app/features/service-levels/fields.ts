export type Values = Record<string, string>;
export interface Field {
  name: string;
  label: string;
  type: 'text' | 'area' | 'number' | 'date' | 'select';
  options?: { value: string; label: string }[];
  help?: string;
  /** What stands there at first. */
  value?: string;
  optional?: boolean;
}

const SHORTEST = 3;
const NUMBER = /^\d{1,4}([.,]\d{1,2})?$/;

/** "95,5" as people write it. */
export const numberOf = (text: string): number => Number(text.trim().replace(',', '.'));

/** What is wrong with what was typed, by field: words of `levels:fault`. */
export function faultsOf(fields: readonly Field[], values: Values): Record<string, string> {
  const faults = fields.flatMap(({ name, type, optional }) => {
    const value = (values[name] ?? '').trim();
    if (value === '') return optional || type === 'select' ? [] : [[name, 'required']];
    if (type === 'number' && !NUMBER.test(value)) return [[name, 'number']];
    return (type === 'text' || type === 'area') && value.length < SHORTEST ? [[name, 'short']] : [];
  });
  return Object.fromEntries(faults) as Record<string, string>;
}
