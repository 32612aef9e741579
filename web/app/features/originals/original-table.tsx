import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import { SettleButtons, type Original } from './settle-buttons.tsx';
import css from './originals.module.css';

const LEVELS = { due: 'waiting', sent: 'waiting', received: 'done', missing: 'overdue' } as const;

interface OriginalTableProps {
  label: string;
  originals: Original[];
  /** Ids that are ticked; without it nothing can be. */
  chosen?: { ids: Set<string>; toggle(id: string): void };
}

/** Originals, one a line. On a phone each line becomes a card; the headings are then read out, not drawn. */
export function OriginalTable({ label, originals, chosen }: OriginalTableProps) {
  const { t } = useWords('originals');
  return (
    <table className={css.table} aria-label={label}>
      <thead>
        <tr>
          {chosen && <th scope="col">{t('column.choose')}</th>}
          <th scope="col">{t('column.case')}</th>
          <th scope="col">{t('column.document')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.due')}</th>
          <th scope="col">{t('column.batch')}</th>
          <th scope="col">{t('column.do')}</th>
        </tr>
      </thead>
      <tbody>
        {originals.map(it => (
          <OriginalLine key={it.id} it={it} {...(chosen && { chosen })} />
        ))}
      </tbody>
    </table>
  );
}

function OriginalLine({ it, chosen }: { it: Original; chosen?: NonNullable<OriginalTableProps['chosen']> }) {
  const { t, say, date } = useWords('originals');
  return (
    <tr>
      {chosen && (
        <td>
          {it.may.includes('pack') && (
            <input
              type="checkbox"
              className={css.tick}
              checked={chosen.ids.has(it.id)}
              aria-label={t('chooseOne', { code: it.caseCode, title: it.title })}
              onChange={() => chosen.toggle(it.id)}
            />
          )}
        </td>
      )}
      <td>
        <Link to="/work/cases/$caseId" params={{ caseId: it.caseId }} search={{ tab: 'documents' }} className="figures">
          {it.caseCode}
        </Link>
      </td>
      <td>
        {it.title}
        {it.note && <span className={css.quiet}>{it.note}</span>}
      </td>
      <td>
        <StatusTag level={it.overdue ? 'overdue' : LEVELS[it.state]}>{it.overdue ? t('overdue') : t(`state.${it.state}`)}</StatusTag>
        {(it.state === 'missing' || it.state === 'due') && <span className={css.quiet}>{say(it.place.title)}</span>}
      </td>
      <td>{date(it.dueOn)}</td>
      <td>
        {it.batch && (
          <Link to="/work/originals/$batchId" params={{ batchId: it.batch.id }}>
            {it.batch.number}/{it.batch.line}
          </Link>
        )}
      </td>
      <td>
        {it.may.some(act => act !== 'pack') && (
          <div className={css.do}>
            <SettleButtons it={it} />
          </div>
        )}
      </td>
    </tr>
  );
}
