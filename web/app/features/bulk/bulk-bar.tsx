import { lazy, Suspense, useState } from 'react';
import { BULK_MOST, BULK_ON_TASKS, type BulkAct } from '../../../contract/bulk.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useEarly } from '../../ui/use-early.ts';
import type { Chosen } from './use-selection.ts';
import css from './bulk.module.css';

const loadDialog = () => import('./bulk-dialog.tsx');
const BulkDialog = lazy(() => loadDialog().then(it => ({ default: it.BulkDialog })));

export type ActName = BulkAct['name'];
const ON_CASES: ActName[] = ['priority', 'note', 'message', 'escalate', 'link'];

interface Props {
  of: 'tasks' | 'cases';
  chosen: Chosen;
  /** The cases of chosen tasks, where an act on cases is wanted. */
  caseIds: string[];
  /** An act is over and looked at: rows that it took out of the list, and perhaps put back, are nobody's news. */
  onDone(): void;
}

/** What may be done to the rows that are chosen: there only while some are. */
export function BulkBar({ of, chosen, caseIds, onDone }: Props) {
  const { t } = useWords('bulk');
  const [act, setAct] = useState<ActName>();
  useEarly(loadDialog);
  const names = of === 'tasks' ? [...BULK_ON_TASKS, ...ON_CASES] : ON_CASES;
  const targetsOf = (name: ActName) => (BULK_ON_TASKS.includes(name) ? chosen.ids : [...new Set(caseIds)]);
  if (!chosen.some) return null;
  const tooMany = chosen.ids.length > BULK_MOST;
  return (
    <section className={css.bar} aria-label={t('bar')}>
      <p role="status">{t('chosen', { count: chosen.ids.length })}</p>
      {tooMany ? (
        <Notice level="waiting">{t('tooMany', { most: BULK_MOST })}</Notice>
      ) : (
        <div className={css.acts}>
          {names.map(name => (
            <Button key={name} onClick={() => setAct(name)}>
              {t(`act.${name}`)}
            </Button>
          ))}
        </div>
      )}
      <Button look="quiet" onClick={chosen.clear}>
        {t('clear')}
      </Button>
      {act && (
        <Suspense>
          <BulkDialog
            name={act}
            targets={targetsOf(act)}
            onClose={isDone => {
              setAct(undefined);
              if (!isDone) return;
              chosen.clear();
              onDone();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
