import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import css from './text-page.module.css';

export function AccessibilityPage() {
  const { t } = useWords('portal');
  useTitle(t('accessibility.title'));
  const list = (key: string) => t(key, { returnObjects: true }) as string[];
  return (
    <div className={css.page}>
      <h1>{t('accessibility.title')}</h1>
      <p>{t('accessibility.goal')}</p>
      {(['done', 'known'] as const).map(part => (
        <section key={part} className={css.part}>
          <h2>{t(`accessibility.${part}Title`)}</h2>
          <ul>
            {list(`accessibility.${part}`).map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <section className={css.part}>
        <h2>{t('accessibility.contactTitle')}</h2>
        <p>{t('accessibility.contact')}</p>
      </section>
    </div>
  );
}
