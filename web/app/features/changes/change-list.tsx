import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { listServices } from '../../../contract/catalogue.ts';
import { CHANGE_CLASSES, CHANGE_LISTS, listChanges, type changeLine } from '../../../contract/changes.ts';
import { useCall } from '../../api/use-call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Paged } from '../../ui/paged.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import css from './changes.module.css';
import { RequestDialog } from './request-dialog.tsx';
import { CHANGE_LEVELS } from './states.ts';

type Line = z.output<typeof changeLine>;
type List = (typeof CHANGE_LISTS)[number];
type Class = (typeof CHANGE_CLASSES)[number] | '';

/** The register (P5.1): the newest first, by status, class and service; whoever works may ask for a change. */
export function ChangeList() {
  const { t, say } = useWords('changes');
  const auth = useAuth();
  const [list, setList] = useState<List>('open');
  const [changeClass, setClass] = useState<Class>('');
  const [service, setService] = useState('');
  const [asking, setAsking] = useState(false);
  const services = useCall(listServices, {}).data?.services ?? [];
  const pages = usePages(listChanges, { list, ...(changeClass && { class: changeClass }), ...(service && { service }) });
  const mayAsk = 'roles' in auth && auth.roles.some(role => ['kac-specialist', 'specialist', 'team-lead'].includes(role));
  return (
    <div className={css.stack}>
      <div className={css.do}>
        <Select<List> label={t('lists')} value={list} options={CHANGE_LISTS.map(value => ({ value, label: t(`list.${value}`) }))} onChange={setList} />
        <Select<Class>
          label={t('class')}
          value={changeClass}
          options={[{ value: '', label: t('anyClass') }, ...CHANGE_CLASSES.map(value => ({ value, label: t(`classes.${value}`) }))]}
          onChange={setClass}
        />
        <Select
          label={t('service')}
          value={service}
          options={[{ value: '', label: t('anyService') }, ...services.map(it => ({ value: it.id, label: say(it.title) }))]}
          onChange={setService}
        />
        {mayAsk && <Button onClick={() => setAsking(true)}>{t('ask')}</Button>}
      </div>
      <Paged pages={pages} rowsOf={page => page.changes} what={t('loading')} empty={{ title: t('empty'), text: t('emptyText') }} more={t('more')}>
        {rows => (
          <ol className={css.list} aria-label={t(`list.${list}`)}>
            {rows.map(it => (
              <Item key={it.id} it={it} />
            ))}
          </ol>
        )}
      </Paged>
      {asking && <RequestDialog onClose={() => setAsking(false)} />}
    </div>
  );
}

function Item({ it }: { it: Line }) {
  const { t, say, date, dateTime } = useWords('changes');
  return (
    <li className={css.item}>
      <p className={css.head}>
        <Link to="/work/changes/$changeId" params={{ changeId: it.id }}>
          {it.code}
        </Link>
        <StatusTag level={CHANGE_LEVELS[it.status]}>{t(`status.${it.status}`)}</StatusTag>
        {it.class === 'urgent' && <StatusTag level="overdue">{t('classes.urgent')}</StatusTag>}
        {it.awaitsMe && <StatusTag level="waiting">{t('awaitsYou')}</StatusTag>}
      </p>
      {it.subject && <p className={css.words}>{it.subject}</p>}
      <p className={css.quiet}>
        {[
          say(it.agency.title),
          it.services.map(each => say(each.title)).join(', '),
          it.class && it.class !== 'urgent' && t(`classes.${it.class}`),
          it.risk && t('riskIs', { risk: t(`risk.${it.risk}`) }),
          it.start && it.end && t('planned', { start: dateTime(it.start), end: dateTime(it.end) }),
          t('raisedAt', { date: date(it.raisedAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}
