import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { previewBulk } from '../../../contract/bulk.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Notice } from '../../ui/notice.tsx';
import css from './bulk.module.css';

/** What would come of it: how many will be done, which will not, and why. */
export function Outlook({ preview: { items, undoable } }: { preview: ReplyOf<typeof previewBulk> }) {
  const { t } = useWords('bulk');
  const refused = items.filter(it => it.why !== null);
  const willing = items.length - refused.length;
  return (
    <div role="status" className={css.part}>
      <p>
        <strong>{t('willDo', { count: willing })}</strong>
      </p>
      {refused.length > 0 && (
        <>
          <p>{t('willNot', { count: refused.length })}</p>
          <div className={css.results} tabIndex={0} role="region" aria-label={t('willNot', { count: refused.length })}>
            <ul>
              {refused.map(({ target, code, why }) => (
                <li key={target}>
                  <span className={css.code}>{code ?? t('unseen')}</span> {t([`why.${why}`, 'why.unknown'])}
                </li>
              ))}
            </ul>
          </div>
        </>
      )}
      {willing > 0 && <Notice level={undoable ? 'plain' : 'waiting'}>{t(undoable ? 'undoable' : 'forGood')}</Notice>}
    </div>
  );
}
