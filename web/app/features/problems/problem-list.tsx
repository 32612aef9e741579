import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { listProblems, PROBLEM_LISTS, type problemLine } from '../../../contract/problems.ts';
import { usePages } from '../../api/use-pages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { Paged } from '../../ui/paged.tsx';
import { useAuth } from '../../auth/auth.ts';
import css from '../../ui/itil.module.css';
import { RaiseDialog } from './raise-dialog.tsx';
import { PROBLEM_LEVELS } from './states.ts';

type Line = z.output<typeof problemLine>;

/** The register of problems, the newest first; whoever works may raise one. */
export function ProblemList() {
  const { t } = useWords('problems');
  const auth = useAuth();
  const [list, setList] = useState<(typeof PROBLEM_LISTS)[number]>('open');
  const [raising, setRaising] = useState(false);
  const pages = usePages(listProblems, { list });
  const mayRaise = 'roles' in auth && auth.roles.some(role => ['kac-specialist', 'specialist', 'team-lead'].includes(role));
  return (
    <div className={css.stack}>
      <div className={css.do}>
        <Select<(typeof PROBLEM_LISTS)[number]>
          label={t('lists')}
          value={list}
          options={PROBLEM_LISTS.map(value => ({ value, label: t(`list.${value}`) }))}
          onChange={setList}
        />
        {mayRaise && <Button onClick={() => setRaising(true)}>{t('raise')}</Button>}
      </div>
      <Paged pages={pages} rowsOf={page => page.problems} what={t('loading')} empty={{ title: t('empty'), text: t('emptyText') }} more={t('more')}>
        {rows => (
          <ol className={css.list} aria-label={t(`list.${list}`)}>
            {rows.map(it => (
              <Item key={it.id} it={it} />
            ))}
          </ol>
        )}
      </Paged>
      {raising && <RaiseDialog onClose={() => setRaising(false)} />}
    </div>
  );
}

function Item({ it }: { it: Line }) {
  const { t, say, date } = useWords('problems');
  return (
    <li className={css.item}>
      <p className={css.head}>
        <Link to="/work/cases/$caseId" params={{ caseId: it.id }} search={{ tab: 'problem' }}>
          {it.code}
        </Link>
        <StatusTag level={PROBLEM_LEVELS[it.status]}>{t(`status.${it.status}`)}</StatusTag>
        {it.significant && <StatusTag level="soon">{t('significant')}</StatusTag>}
        {it.hasWorkaround && <StatusTag level="done">{t('workaround')}</StatusTag>}
      </p>
      {it.subject && <p className={css.words}>{it.subject}</p>}
      <p className={css.quiet}>
        {it.service && `${say(it.service.title)} · `}
        {say(it.agency.title)} · {t(`source.${it.source}`)}
        {it.category && ` · ${t(`category.${it.category}`)}`} · {t('incidents', { count: it.incidents })} ·{' '}
        {it.owner ? t('owner', { name: it.owner.name }) : t('noOwner')} · {t('raisedAt', { date: date(it.raisedAt) })}
        {it.reviewOn && ` · ${t('reviewOn', { date: date(it.reviewOn) })}`}
      </p>
    </li>
  );
}
