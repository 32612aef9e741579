import { Link } from '@tanstack/react-router';
import { listServiceItems } from '../../../contract/configuration.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { ItemTable } from './item-table.tsx';
import { ItemStatusTag } from './status-word.tsx';
import css from './configuration.module.css';

/** P6.2 and P6.3: each service with what it rests on, what its diagram names and nobody has registered, and whether it may go live. */
export function ServicesTab() {
  const { t, say } = useWords('configuration');
  const query = useCall(listServiceItems, {});
  return (
    <Loaded query={query} what={t('services.loading')} lines={6}>
      {({ services }) =>
        services.length === 0 ? (
          <EmptyState title={t('empty.services')}>{t('empty.servicesText')}</EmptyState>
        ) : (
          <div className={css.part}>
            {services.map(it => (
              <section key={it.id} className={css.block} aria-labelledby={`service-${it.id}`}>
                <h2 id={`service-${it.id}`}>{say(it.title)}</h2>
                <p className={css.head}>
                  <span className={css.quiet}>{say(it.holder.title)}</span>
                  {it.lacks.length === 0 ? (
                    <StatusTag level="done">{t('services.whole')}</StatusTag>
                  ) : (
                    it.lacks.map(lack => (
                      <StatusTag key={lack} level={it.needsItems ? 'overdue' : 'soon'}>
                        {t(`services.lack.${lack}`)}
                      </StatusTag>
                    ))
                  )}
                  {it.needsItems && it.lacks.length > 0 && <strong>{t('services.heldBack')}</strong>}
                </p>
                {it.items.length > 0 && <ItemTable label={t('services.itemsOf', { name: say(it.title) })} items={it.items} />}
                {it.named.length > 0 && (
                  <>
                    <h3>{t('services.named')}</h3>
                    <ul>
                      {it.named.map(one => (
                        <li key={one.identifier}>
                          {one.item ? (
                            <>
                              <Link to="/work/configuration/$itemId" params={{ itemId: one.item.id }}>
                                {one.item.identifier}
                              </Link>{' '}
                              <ItemStatusTag status={one.item.status} />
                            </>
                          ) : (
                            <>
                              {one.identifier} <StatusTag level="soon">{t('services.lack.not-registered')}</StatusTag>
                            </>
                          )}{' '}
                          <span className={css.quiet}>{one.steps.map(say).join(', ')}</span>
                        </li>
                      ))}
                    </ul>
                  </>
                )}
              </section>
            ))}
          </div>
        )
      }
    </Loaded>
  );
}
