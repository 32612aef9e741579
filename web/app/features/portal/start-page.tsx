import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { listServices } from '../../../contract/catalogue.ts';
import { useCall } from '../../api/use-call.ts';
import { compareWords } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { FindCase } from './find-case.tsx';
import css from './start-page.module.css';

const TYPING_MS = 250;
const route = getRouteApi('/portal/');

/** One search box, life situations, the services, and the way to one's case. Nothing here needs a sign-in. */
export function StartPage() {
  const { t, say, language } = useWords('portal');
  useTitle(t('start.title'));
  const { q, category } = route.useSearch();
  const navigate = route.useNavigate();
  const { history } = useRouter();
  const [typed, setTyped] = useState(q ?? '');
  const services = useCall(listServices, { ...(q && { q }), ...(category && { category }) }, { keep: true });

  useEffect(() => {
    if (typed === (q ?? '')) return;
    const here = history.location.pathname;
    const timer = setTimeout(() => {
      // who has pressed a link meanwhile is on the way to another page, which may take a moment to come
      if (history.location.pathname === here) void navigate({ search: old => ({ ...old, q: typed || undefined }) as typeof old, replace: true });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, q, navigate, history]);

  return (
    <div className={css.start}>
      <section className={css.hero}>
        <h1>
          <label htmlFor="search">{t('start.title')}</label>
        </h1>
        <form role="search" onSubmit={event => event.preventDefault()}>
          <input
            id="search"
            type="search"
            className={css.search}
            value={typed}
            onChange={event => setTyped(event.target.value)}
            autoComplete="off"
            aria-describedby="search-help"
          />
        </form>
        <p id="search-help" className={css.quiet}>
          {t('start.lead')}
        </p>
      </section>

      <Loaded query={services} what={t('start.what')} lines={6}>
        {({ services: found, categories, lifeSituations }) => (
          <>
            {!q && !category && lifeSituations.length > 0 && (
              <section aria-labelledby="situations">
                <h2 id="situations">{t('start.situations')}</h2>
                <ul className={css.situations}>
                  {lifeSituations.map(({ title, serviceIds }) => {
                    const only = serviceIds.length === 1 ? serviceIds[0] : undefined;
                    return (
                      <li key={title.lv}>
                        {only ? (
                          <Link to="/services/$serviceId" params={{ serviceId: only }}>
                            {say(title)}
                          </Link>
                        ) : (
                          <Link to="/" search={{ q: say(title) }}>
                            {say(title)}
                          </Link>
                        )}
                      </li>
                    );
                  })}
                </ul>
              </section>
            )}

            <section aria-labelledby="services">
              <h2 id="services">{t('start.services')}</h2>
              {categories.length > 1 && (
                <nav aria-label={t('start.categories')} className={css.categories}>
                  <Link to="/" search={q ? { q } : {}} activeOptions={{ exact: true }}>
                    {t('start.all')}
                  </Link>
                  {categories.map(({ id, title, count }) => (
                    <Link key={id} to="/" search={{ ...(q && { q }), category: id }} activeOptions={{ exact: true }}>
                      {say(title)} ({count})
                    </Link>
                  ))}
                </nav>
              )}
              <p role="status" className={css.quiet}>
                {q && found.length > 0 ? t('start.found', { count: found.length }) : ''}
              </p>
              {found.length === 0 ? (
                <EmptyState title={t('start.none', { q: q ?? '' })} action={<ButtonLink to="/ask">{t('nav.ask')}</ButtonLink>}>
                  <p>{t('start.noneWhy')}</p>
                </EmptyState>
              ) : (
                <ul className={css.services}>
                  {(q ? found : found.toSorted((a, b) => compareWords(language)(say(a.title), say(b.title)))).map(service => (
                    <li key={service.id}>
                      <h3>
                        <Link to="/services/$serviceId" params={{ serviceId: service.id }}>
                          {say(service.title)}
                        </Link>
                      </h3>
                      <p>{say(service.summary)}</p>
                      <p className={css.quiet}>
                        {say(service.holder.title)} · {t('start.term', { count: service.termWorkingDays })}
                      </p>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          </>
        )}
      </Loaded>
      <FindCase />
    </div>
  );
}
