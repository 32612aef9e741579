import { Problem } from '../../../platform/problem.ts';
import { validateForm, visibleKeys } from '../../contract/form.ts';

/** The answers to what the form asks, checked; what it hides or does not know is dropped. @throws Problem invalid-form with a fault for each field. */
export function checkForm(schema: Record<string, unknown>, data: Record<string, unknown>): Record<string, unknown> {
  const faults = validateForm(schema, data);
  if (faults.length > 0) throw new Problem('invalid-form', 'Some answers need another look', faults);
  const asked = new Set(visibleKeys(schema, data));
  return Object.fromEntries(Object.entries(data).filter(([key]) => asked.has(key)));
}
