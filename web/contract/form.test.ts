import { describe, expect, it } from '@jest/globals';
import { defaultsOf, localiseForm, localiseOptions, validateForm, visibleKeys } from './form.ts';

const schema = {
  id: 'made-up',
  components: [
    { type: 'text', id: 'Text', text: 'Sveiki', properties: { 'text.en': 'Hello' } },
    {
      type: 'group',
      id: 'Group',
      label: 'Grupa',
      properties: { 'label.en': 'Group' },
      components: [
        {
          type: 'radio',
          key: 'outcome',
          label: 'Lēmums',
          values: [
            { label: 'Jā', value: 'grant' },
            { label: 'Jautāt', value: 'clarify' },
          ],
          defaultValue: 'grant',
          validate: { required: true },
          properties: { 'label.en': 'Decision', 'values.grant.en': 'Yes' },
        },
      ],
    },
    { type: 'textarea', key: 'question', label: 'Jautājums', validate: { required: true, minLength: 5 }, conditional: { hide: '=outcome != "clarify"' } },
    { type: 'number', key: 'days', label: 'Dienas', decimalDigits: 0, validate: { min: 1, max: 60 } },
    { type: 'textfield', key: 'code', label: 'Kods', validate: { pattern: '^[0-9]{6}-[0-9]{5}$' } },
    { type: 'datetime', subtype: 'date', key: 'diedOn', dateLabel: 'Datums', properties: { 'dateLabel.en': 'Date' } },
    { type: 'textfield', key: 'email', label: 'E-pasts', validate: { validationType: 'email' } },
    { type: 'checkbox', key: 'true', label: 'Patiesi', validate: { required: true } },
  ],
};
const right = { outcome: 'grant', true: true };

describe('localiseForm', () => {
  it('takes the English words, and leaves Latvian where there are none', () => {
    const [text, group] = localiseForm(schema, 'en')['components'] as any[];

    expect([text.text, group.label, group.components[0].label]).toEqual(['Hello', 'Group', 'Decision']);
    expect(group.components[0].values.map((it: any) => it.label)).toEqual(['Yes', 'Jautāt']);
    expect((localiseForm(schema, 'en')['components'] as any[])[5].dateLabel).toBe('Date');
  });

  it('leaves the schema as it is for Latvian', () => {
    expect(localiseForm(schema, 'lv')).toBe(schema);
  });
});

describe('validateForm', () => {
  it('has nothing to say about right answers', () => {
    expect(validateForm(schema, { ...right, days: 10, code: '010150-12345', diedOn: '2026-02-28', email: 'a@b.lv' })).toEqual([]);
  });

  it.each([
    [{ outcome: undefined }, 'outcome', 'required'],
    [{ outcome: 'other' }, 'outcome', 'option'],
    [{ outcome: 'clarify' }, 'question', 'required'],
    [{ outcome: 'clarify', question: 'kas?' }, 'question', 'minLength'],
    [{ days: 0 }, 'days', 'min'],
    [{ days: 61 }, 'days', 'max'],
    [{ days: 1.5 }, 'days', 'decimals'],
    [{ days: '5' }, 'days', 'number'],
    [{ code: '1' }, 'code', 'pattern'],
    [{ code: 5 }, 'code', 'type'],
    [{ diedOn: '2026-02-30' }, 'diedOn', 'date'],
    [{ email: 'a@b' }, 'email', 'email'],
    [{ true: false }, 'true', 'required'],
    [{ true: 'yes' }, 'true', 'type'],
  ])('%j: %s %s', (answers, path, code) => {
    expect(validateForm(schema, { ...right, ...answers })).toEqual([{ path, code }]);
  });

  it('does not ask what is hidden', () => {
    expect(visibleKeys(schema, right)).not.toContain('question');
    expect(visibleKeys(schema, { ...right, outcome: 'clarify' })).toContain('question');
  });

  it('knows what the form begins with', () => {
    expect(defaultsOf(schema)).toEqual({ outcome: 'grant' });
  });
});

describe('options that come with a task', () => {
  const asking = { components: [{ type: 'group', components: [{ type: 'select', key: 'serviceId', valuesKey: 'services' }] }] };
  const services = [{ value: 'permit', label: 'Atļauja', words: { lv: 'Atļauja', en: 'Permit' } }];

  it.each([
    ['lv', 'Atļauja'],
    ['en', 'Permit'],
  ] as const)('are said in %s', (language, label) => {
    const there = localiseOptions(asking, { services, serviceId: 'permit' }, language === 'lv' ? 'en' : 'lv');

    expect(localiseOptions(asking, there, language)).toMatchObject({ serviceId: 'permit', services: [{ value: 'permit', label }] });
  });

  it('are left as they are where they are names of people, or missing', () => {
    const colleagues = [{ value: 'vita', label: 'Vita Zariņa' }];

    expect(localiseOptions({ components: [{ key: 'assigneeId', valuesKey: 'colleagues' }] }, { colleagues }, 'en')).toEqual({ colleagues });
    expect(localiseOptions(asking, {}, 'en')).toEqual({});
  });
});
