import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { INCIDENT_LISTS, listIncidents, type incidentLine } from '../../../contract/incidents.ts';
import { usePages } from '../../api/use-pages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Select } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { Paged } from '../../ui/paged.tsx';
import css from '../../ui/itil.module.css';
import { STATE_LEVELS } from './states.ts';

type Line = z.output<typeof incidentLine>;

/** The register of incidents: what is out of order now, the newest first, major ones said above. */
export function IncidentList() {
  const { t } = useWords('incidents');
  const [list, setList] = useState<(typeof INCIDENT_LISTS)[number]>('open');
  const pages = usePages(listIncidents, { list });
  const major = pages.data?.[0]?.major ?? 0;
  return (
    <div className={css.stack}>
      {major > 0 && <Notice level="overdue">{t('majorNow', { count: major })}</Notice>}
      <div className={css.form}>
        <Select<(typeof INCIDENT_LISTS)[number]>
          label={t('lists')}
          value={list}
          options={INCIDENT_LISTS.map(value => ({ value, label: t(`list.${value}`) }))}
          onChange={setList}
        />
      </div>
      <Paged pages={pages} rowsOf={page => page.incidents} what={t('loadingList')} empty={{ title: t('empty'), text: t('emptyText') }} more={t('more')}>
        {rows => (
          <ol className={css.list} aria-label={t(`list.${list}`)}>
            {rows.map(it => (
              <Item key={it.id} it={it} />
            ))}
          </ol>
        )}
      </Paged>
    </div>
  );
}

function Item({ it }: { it: Line }) {
  const { t, say, dateTime } = useWords('incidents');
  return (
    <li className={css.item}>
      <p className={css.head}>
        <Link to="/work/cases/$caseId" params={{ caseId: it.id }} search={{ tab: 'incident' }}>
          {it.code}
        </Link>
        <StatusTag level={STATE_LEVELS[it.state]}>{t(`state.${it.state}`)}</StatusTag>
        {it.majorAt && <StatusTag level="overdue">{t('major')}</StatusTag>}
        <span>{t('priority', { priority: it.priority })}</span>
        {it.children > 0 && <span>{t('children', { count: it.children })}</span>}
      </p>
      {it.subject && <p className={css.words}>{it.subject}</p>}
      <p className={css.quiet}>
        {it.service ? say(it.service.title) : t('noService')} · {say(it.agency.title)}
        {it.symptom && ` · ${t(`symptom.${it.symptom}`)}`} · {t('registered', { at: dateTime(it.registeredAt) })}
        {it.dueAt && it.state !== 'restored' && ` · ${t('due', { at: dateTime(it.dueAt) })}`}
      </p>
      {it.parent && (
        <p className={css.quiet}>
          {t('parent')}:{' '}
          <Link to="/work/cases/$caseId" params={{ caseId: it.parent.id }} search={{ tab: 'incident' }}>
            {it.parent.code}
          </Link>
        </p>
      )}
    </li>
  );
}
