import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import { listContacts, type talkRow } from '../../../contract/contact-time.ts';
import { usePages } from '../../api/use-pages.ts';
import { today } from '../../i18n/days.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { TextField, Select } from '../../ui/field.tsx';
import { Paged } from '../../ui/paged.tsx';
import { ContactTime } from '../presence/contact-time.tsx';
import styles from './call-backs.module.css';

type Talk = z.output<typeof talkRow>;
const route = getRouteApi('/work/staff/conversations');

/** Conversations of a day, what came of each, and the working time it took (B3.13), which is corrected here. */
export function TalksPage() {
  const { t } = useWords('contacts');
  useTitle(t('talks.title'));
  const { on = today(), whose = 'mine' } = route.useSearch();
  const navigate = useNavigate();
  const go = (search: { on?: string; whose?: 'mine' | 'all' }) => void navigate({ to: '/work/conversations', search: { on, whose, ...search }, replace: true });
  const pages = usePages(listContacts, { on, whose });
  return (
    <div className={styles.page}>
      <h1>{t('talks.title')}</h1>
      <p>{t('talks.intro')}</p>
      <div className={styles.states}>
        <TextField type="date" label={t('talks.on')} value={on} onChange={({ target }) => target.value && go({ on: target.value })} />
        <Select
          label={t('talks.whose')}
          value={whose}
          options={(['mine', 'all'] as const).map(value => ({ value, label: t(`talks.${value}`) }))}
          onChange={chosen => go({ whose: chosen })}
        />
      </div>
      <Paged
        pages={pages}
        rowsOf={page => page.contacts}
        what={t('talks.what')}
        empty={{ title: t('talks.none'), text: t('talks.noneText') }}
        more={t('talks.more')}
      >
        {talks =>
          talks.length > 0 && (
            <ul className={styles.list}>
              {talks.map(it => (
                <Row key={it.id} it={it} />
              ))}
            </ul>
          )
        }
      </Paged>
    </div>
  );
}

function Row({ it }: { it: Talk }) {
  const { t, say, time } = useWords('contacts');
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <h2 className={styles.who}>
          <time dateTime={it.startedAt}>{time(it.startedAt)}</time>–
          {it.endedAt ? <time dateTime={it.endedAt}>{time(it.endedAt)}</time> : ` ${t('talks.goesOn')}`} · {t(`domain:channel.${it.channel}`)}
        </h2>
        <ul className={styles.history}>
          {it.topics.length === 0 && <li>{t('talks.noTopic')}</li>}
          {it.topics.map((topic, n) => (
            <li key={n}>
              {topic.service && `${say(topic.service.title)}: `}
              {t(`talks.result.${topic.result}`)}{' '}
              {topic.case && (
                <Link to="/work/cases/$caseId" params={{ caseId: topic.case.id }}>
                  {topic.case.code}
                </Link>
              )}
            </li>
          ))}
        </ul>
        <p className={styles.quiet}>{it.adviser.name}</p>
      </div>
      <div className={styles.state}>
        <ContactTime contactId={it.id} />
      </div>
    </li>
  );
}
