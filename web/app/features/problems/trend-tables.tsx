import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import css from '../../ui/itil.module.css';
import { RaiseDialog } from './raise-dialog.tsx';
import type { Report } from './trend-page.tsx';

type Row = { name: string; now: number; before: number; serviceId?: string };

/** A month beside the one before, part by part; what rises may be raised as a problem at once. */
export function TrendTables({ it }: { it: Report }) {
  const { t, say } = useWords('problems');
  const { t: incidents } = useWords('incidents');
  const [raising, setRaising] = useState<Row | null>(null);
  const tables: [string, Row[]][] = [
    [
      t('trend.byService'),
      it.byService.map(({ service, ...row }) => ({
        ...row,
        name: service ? say(service.title) : t('trend.noService'),
        ...(service && { serviceId: service.id }),
      })),
    ],
    [t('trend.byItem'), it.byItem.map(({ item, ...row }) => ({ ...row, name: item }))],
    [t('trend.bySymptom'), it.bySymptom.map(({ symptom, ...row }) => ({ ...row, name: incidents(`symptom.${symptom}`) }))],
    [t('trend.byCause'), it.byCause.map(({ category, ...row }) => ({ ...row, name: t(`category.${category}`) }))],
  ];
  return (
    <>
      <p>
        {t('trend.all')}: <strong>{it.incidents.now}</strong> ({t('trend.before')} {it.incidents.before})
      </p>
      <div className={css.tables}>
        {tables
          .filter(([, rows]) => rows.length > 0)
          .map(([title, rows]) => (
            <Table key={title} title={title} rows={rows} onRaise={it.may.includes('conclude') ? setRaising : undefined} />
          ))}
        <Management it={it.management} />
      </div>
      {raising && <RaiseDialog start={{ source: 'trend', subject: raising.name, serviceId: raising.serviceId ?? '' }} onClose={() => setRaising(null)} />}
    </>
  );
}

function Table({ title, rows, onRaise }: { title: string; rows: Row[]; onRaise: ((row: Row) => void) | undefined }) {
  const { t } = useWords('problems');
  return (
    <table className={css.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('trend.what')}</th>
          <th scope="col">{t('trend.now')}</th>
          <th scope="col">{t('trend.before')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.name}>
            <th scope="row">
              <span className={css.head}>
                {row.name}
                {row.now > row.before && <StatusTag level="soon">{t('trend.rising')}</StatusTag>}
                {row.now > row.before && onRaise && (
                  <Button look="quiet" onClick={() => onRaise(row)} aria-label={`${t('trend.raise')}: ${row.name}`}>
                    {t('trend.raise')}
                  </Button>
                )}
              </span>
            </th>
            <td>{row.now}</td>
            <td>{row.before}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Management({ it }: { it: Report['management'] }) {
  const { t } = useWords('problems');
  const shown = (value: number | null) => (value === null ? t('trend.none') : String(Math.round(value)));
  const rows: [string, string][] = [
    ['openProblems', shown(it.openProblems)],
    ['openByAge', it.openByAge.join(' / ')],
    ['withWorkaround', shown(it.withWorkaround)],
    ['solved', shown(it.solved)],
    ['foundBeforeIncidents', shown(it.foundBeforeIncidents)],
    ['major', shown(it.major)],
    ['repeated', shown(it.repeated)],
    ['minutesToRestore', shown(it.minutesToRestore)],
    ['daysToCause', shown(it.daysToCause)],
  ];
  return (
    <table className={css.table}>
      <caption>{t('trend.management')}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{t(`trend.figures.${name}`)}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
