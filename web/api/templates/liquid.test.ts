import { describe, expect, it } from '@jest/globals';
import { checkTemplate, fillIn, nested } from './liquid.ts';

const ALLOWED = ['code', 'due.by'];

describe('checkTemplate', () => {
  it.each([
    ['plain words', 'Labdien!', []],
    ['its fields and conditions', '{% if due.by %}Līdz {{ due.by }}{% else %}{{ code }}{% endif %}', []],
    ['a field that is not there', '{{ client.name }}', [['template-field', 'client.name']]],
    ['a field hidden in a condition', '{% if client.name == "x" %}{% endif %}', [['template-field', 'client.name']]],
    ['a field by a name made up while filling in', '{{ due[code] }}', [['template-field', 'due.[…]']]],
    ['half a field', '{{ code', [['template-syntax', 'output "{{ code" not closed']]],
    ['a loop', '{% for i in (1..999999999) %}x{% endfor %}', [['template-syntax', 'tag "for" not found']]],
    ['a filter', '{{ code | upcase }}', [['template-syntax', 'undefined filter: upcase']]],
    ['a file', '{% include "/etc/passwd" %}', [['template-syntax', 'tag "include" not found']]],
    ['a personal code written out', 'Par 120380-11111', [['template-personal', '120380-11111']]],
    ['an address written out', 'Rakstiet anna@example.lv', [['template-personal', 'anna@example.lv']]],
  ])('%s', (_what, source, faults) => {
    expect(checkTemplate(source, ALLOWED).map(({ code, about }) => [code, about])).toEqual(faults);
  });

  it('says no to a template that would keep the server busy', () => {
    expect(() => fillIn('{{ (1..900000000) }}', {})).toThrow();
  });
});

describe('fillIn', () => {
  it('puts nothing where nothing is, and leaves no double spaces', () => {
    expect(fillIn('A {{ code }} {% if due.by %}līdz {{ due.by }}{% endif %}  B \n\n\n\n C', nested({ code: null, 'due.by': null }))).toBe('A B\n\nC');
  });

  it('does not read a value as a template, and reaches nothing but its fields', () => {
    expect(fillIn('{{ code }}', { code: '{{ secret }}', secret: 'x' })).toBe('{{ secret }}');
    expect(() => fillIn('{{ code.constructor.name }}', { code: 'a' })).toThrow();
  });
});
