import { useOnline } from '../api/online.ts';
import { useWords } from '../i18n/use-words.ts';
import css from './offline-banner.module.css';

/** Says that nothing is lost. The region is always there, so that its change is read out. */
export function OfflineBanner() {
  const { t } = useWords();
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className={css.banner}>
          <strong>{t('offline.title')}.</strong> {t('offline.text')}
        </p>
      )}
    </div>
  );
}
