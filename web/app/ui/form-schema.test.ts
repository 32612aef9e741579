import { describe, expect, it } from '@jest/globals';
import { answerText, markSources, questionsOf, stepsOf, type FormSchema } from './form-schema.ts';

const schema: FormSchema = {
  components: [
    { type: 'group', id: 'Who', label: 'Kas', components: [{ type: 'textfield', id: 'f1', key: 'name', label: 'Vārds', description: 'Kā pasē' }] },
    { type: 'text', id: 't1', text: 'Paskaidrojums' },
    { type: 'group', id: 'Where', label: 'Kur', path: 'address', components: [{ type: 'textfield', id: 'f2', key: 'city' }] },
  ],
};
const words = { yes: 'Jā', no: 'Nē', date: (iso: string) => `<${iso}>` };

it('makes a step of each outer group, with what stands between in the step before', () => {
  const steps = stepsOf(schema, 'Pieteikums');

  expect(steps.map(step => [step.title, step.schema.components.length])).toEqual([
    ['Kas', 2],
    ['Kur', 1],
  ]);
});

it('makes one step of a form without groups', () => {
  const steps = stepsOf({ components: [{ type: 'textfield', key: 'a' }, { type: 'textfield', key: 'b' }] }, 'Pieteikums');

  expect(steps.map(step => step.title)).toEqual(['Pieteikums']);
});

it('finds questions inside groups, with their paths', () => {
  expect(questionsOf(schema).map(question => question.key)).toEqual(['name', 'address.city']);
});

it('says below a question where its answer comes from', () => {
  const [question] = questionsOf(markSources(schema, new Map([['name', 'Jau zināms no: PMLP']])));

  expect(question?.description).toBe('Kā pasē · Jau zināms no: PMLP');
});

describe('an answer', () => {
  it.each([
    [{ type: 'radio', values: [{ value: 'a', label: 'Pirmais' }] }, 'a', 'Pirmais'],
    [{ type: 'checklist', values: [{ value: 'a', label: 'Pirmais' }] }, ['a', 'b'], 'Pirmais, b'],
    [{ type: 'checkbox' }, false, 'Nē'],
    [{ type: 'datetime' }, '2026-11-10', '<2026-11-10>'],
    [{ type: 'number' }, 0, '0'],
    [{ type: 'textfield' }, null, ''],
  ])('of %j with %j reads %j', (question, value, text) => {
    expect(answerText(question, value, words)).toBe(text);
  });
});
