import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

type Tree = { [key: string]: string | string[] | Tree };

const app = join(import.meta.dirname, '..');
const PLURAL = /_(zero|one|two|few|many|other)$/;
const FORMS = { lv: ['zero', 'one', 'other'], en: ['one', 'other'] };

const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter(path => /(^|\/)words\/[^/]+\.json$/.test(path) && !path.startsWith('dist'));
const namespaces = [...new Set(files.map(path => path.replace(/\.(lv|en)\.json$/, '')))];

const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => {
    if (Array.isArray(value)) return value.map((line, index): [string, string] => [`${path}${key}.${index}`, line]);
    return typeof value === 'string' ? [[path + key, value] as [string, string]] : flatten(value, `${path}${key}.`);
  });
const read = (namespace: string, language: 'lv' | 'en') => new Map(flatten(JSON.parse(readFileSync(join(app, `${namespace}.${language}.json`), 'utf8')) as Tree));
const stems = (keys: Iterable<string>) => new Set([...keys].map(key => key.replace(PLURAL, '')));
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(found => found[1]).sort();

it('finds the words of the application', () => {
  expect(namespaces).toContain('i18n/words/common');
});

describe.each(namespaces)('%s', namespace => {
  const lv = read(namespace, 'lv');
  const en = read(namespace, 'en');

  it('says the same things in both languages', () => {
    expect([...stems(lv.keys())].sort()).toEqual([...stems(en.keys())].sort());
  });

  it.each(['lv', 'en'] as const)('has every plural form (%s)', language => {
    const words = language === 'lv' ? lv : en;
    const counted = [...stems([...words.keys()].filter(key => PLURAL.test(key)))];
    const missing = counted.flatMap(stem => FORMS[language].map(form => `${stem}_${form}`)).filter(key => !words.has(key));
    expect(missing).toEqual([]);
  });

  it('leaves no text empty', () => {
    expect([...lv, ...en].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in the same values in both languages', () => {
    const differing = [...lv].filter(([key, text]) => en.has(key) && `${placeholders(text)}` !== `${placeholders(en.get(key)!)}`).map(([key]) => key);
    expect(differing).toEqual([]);
  });
});
