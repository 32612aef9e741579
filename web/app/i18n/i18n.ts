import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from './format.ts';
import common from './words/common.lv.json';

// `<namespace>.<language>.json` in a `words` folder: a feature brings its own words, loaded when it is first shown.
const files = import.meta.glob<{ default: Record<string, unknown> }>('../**/words/*.json');
const loaders = new Map(Object.entries(files).map(([path, load]) => [path.slice(path.lastIndexOf('/') + 1), load]));

const fromFiles: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const load = loaders.get(`${namespace}.${language}.json`);
    if (!load) return done(new Error(`No words ${namespace}.${language}`), null);
    load().then(
      words => done(null, words.default),
      (error: Error) => done(error, null),
    );
  },
};

const CHOICE = 'pietura.language';
const chosen = (): Language => (localStorage.getItem(CHOICE) === 'en' ? 'en' : 'lv');

/** Latvian unless the person has chosen otherwise (State Language Law). Before the first render. */
export async function startWords(): Promise<void> {
  document.documentElement.lang = chosen();
  followOtherTabs();
  await i18next
    .use(fromFiles)
    .use(initReactI18next)
    .init({
      lng: chosen(),
      fallbackLng: false,
      ns: ['common'],
      defaultNS: 'common',
      fallbackNS: 'common',
      resources: { lv: { common } },
      partialBundledLanguages: true,
      interpolation: { escapeValue: false }, // React escapes
    });
}

/** A language chosen in another tab is chosen here too. */
function followOtherTabs(): void {
  addEventListener('storage', ({ key }) => {
    if (key === CHOICE && i18next.language !== chosen()) void changeLanguage(chosen());
  });
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(CHOICE, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** For route loaders: the words of a feature, fetched beside its code. */
export const loadWords = (...namespaces: string[]) => i18next.loadNamespaces(namespaces);
