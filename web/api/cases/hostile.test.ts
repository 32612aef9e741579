import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkForm } from './check-form.ts';

const field = fc.record({
  key: fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor'), fc.string()),
  type: fc.constantFrom('textfield', 'number', 'radio', 'select', 'checkbox', 'checklist', 'taglist', 'datetime', 'textarea', 'group', 'nonsense'),
  values: fc.array(fc.record({ label: fc.string(), value: fc.string() }), { maxLength: 2 }),
  validate: fc.record(
    { required: fc.boolean(), min: fc.double(), maxLength: fc.nat(5), pattern: fc.constantFrom('^[a-z]+$', '^\\d{2}$') },
    { requiredKeys: [] },
  ),
});

it('answers of anything to a form are kept as far as they were asked, or refused as a problem', () => {
  fc.assert(
    fc.property(
      fc.array(field, { maxLength: 5 }),
      fc.dictionary(fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor'), fc.string()), fc.jsonValue()),
      (components, data) => {
        const asked = new Set(components.map(it => it.key));
        try {
          for (const key of Object.keys(checkForm({ type: 'default', components }, data))) expect(asked.has(key)).toBe(true);
        } catch (error) {
          expect((error as { slug?: string }).slug).toBe('invalid-form');
        }
        expect(({} as { admin?: unknown }).admin).toBeUndefined();
      },
    ),
  );
});
