import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import { getLog, LOGS, type logEntry, type LogName } from '../../contract/log.ts';
import { usePages } from '../api/use-pages.ts';
import { useWords, type Words } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import css from './case-log.module.css';
import { Checkbox, TextField } from './field.tsx';
import { ProblemView } from './problem-view.tsx';
import { timelineSentence } from './timeline-words.ts';
import { useLater } from './use-later.ts';
import { Waiting } from './waiting.tsx';

type Entry = z.output<typeof logEntry>;

/** One timeline out of three logs, newest first: what happened, what was said, who looked; filtered, and searched in both languages. */
export function CaseLog({ caseId, shown: first = ['event', 'message'] }: { caseId: string; shown?: LogName[] }) {
  const { t } = useWords('domain');
  const [shown, setShown] = useState<LogName[]>(first);
  const [typed, setTyped] = useState('');
  const q = useLater(typed.trim());
  const of = LOGS.filter(name => shown.includes(name)).join(',');
  const pages = usePages(getLog, { caseId, of: of || 'event', ...(q && { q }) }, { enabled: of !== '' });
  const entries = of === '' ? [] : (pages.data?.flatMap(page => page.entries) ?? []);
  const turn = (name: LogName, on: boolean) => setShown(before => (on ? [...before, name] : before.filter(it => it !== name)));

  return (
    <section className={css.log} aria-label={t('log.label')}>
      <div className={css.filters} role="search" aria-label={t('log.search')}>
        <fieldset className={css.which}>
          <legend>{t('log.which')}</legend>
          {LOGS.map(name => (
            <Checkbox key={name} label={t(`log.${name}`)} checked={shown.includes(name)} onChange={on => turn(name, on)} />
          ))}
        </fieldset>
        <TextField
          label={t('log.search')}
          type="search"
          maxLength={100}
          placeholder={t('log.searchHint')}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
      </div>
      {pages.isError && !pages.data && <ProblemView problem={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && of !== '' && <Waiting what={t('log.what')} lines={4} />}
      {of === '' && <p>{t('log.choose')}</p>}
      {of !== '' && pages.data && entries.length === 0 && <p role="status">{t(q || shown.length < 2 ? 'log.none' : 'log.empty')}</p>}
      {entries.length > 0 && <Entries entries={entries} />}
      {pages.hasNextPage && of !== '' && (
        <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('log.more')}
        </Button>
      )}
    </section>
  );
}

function Entries({ entries }: { entries: Entry[] }) {
  const words = useWords('domain');
  return (
    <ol className={css.entries} reversed>
      {entries.map(entry => (
        <li key={entry.id} className={css.entry} data-of={entry.of} {...(entry.of === 'message' && { 'data-direction': entry.message.direction })}>
          <time dateTime={entry.at}>{words.dateTime(entry.at)}</time>
          <div>{SAID[entry.of](entry as never, words)}</div>
        </li>
      ))}
    </ol>
  );
}

const SAID: { [Of in Entry['of']]: (entry: Extract<Entry, { of: Of }>, words: Words) => ReactNode } = {
  event: (entry, words) => {
    const note = entry.data.reason ?? entry.data.note;
    return (
      <>
        {timelineSentence(entry, words)}
        {typeof note === 'string' && note !== '' && <p className={css.quiet}>{note}</p>}
        {entry.actor && <p className={css.quiet}>{entry.actor}</p>}
        {entry.mergedFrom && <p className={css.quiet}>{words.t('message.mergedFrom', { code: entry.mergedFrom })}</p>}
      </>
    );
  },
  message: ({ message, actor }, { t, language }) => {
    const direction = { 'to-client': 'toClient', 'from-client': 'fromClient', internal: 'internal' }[message.direction];
    return (
      <>
        <p className={css.quiet}>
          {actor} · {t(`log.${direction}`)}
          {message.mergedFrom && ` · ${t('message.mergedFrom', { code: message.mergedFrom })}`}
        </p>
        {message.words && <p>{message.words[language].subject}</p>}
        {message.body && <p className={css.body}>{message.body}</p>}
      </>
    );
  },
  look: ({ actor, agency, purpose, times }, { t, say }) => (
    <>
      {t('log.looked', { who: actor ?? '', purpose: t(`purpose.${purpose}`, { defaultValue: purpose }) })}
      {times > 1 && `, ${t('log.times', { count: times })}`}
      {agency && <p className={css.quiet}>{say(agency)}</p>}
    </>
  ),
};
