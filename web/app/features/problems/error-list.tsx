import { useState } from 'react';
import { listKnownErrors } from '../../../contract/problems.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { usePages } from '../workplace/use-pages.ts';
import css from './itil.module.css';
import { KnownErrorItem } from './known-error.tsx';

/** The list of known errors with their workarounds (P4.2). */
export function ErrorList() {
  const { t } = useWords('problems');
  const [withdrawn, setWithdrawn] = useState<'no' | 'yes'>('no');
  const pages = usePages(listKnownErrors, { withdrawn });
  const rows = pages.data?.flatMap(page => page.knownErrors) ?? [];
  const options = [
    { value: 'no', label: t('known.now') },
    { value: 'yes', label: t('known.before') },
  ] as const;
  return (
    <div className={css.stack}>
      <div className={css.form}>
        <Select<'no' | 'yes'> label={t('known.which')} value={withdrawn} options={[...options]} onChange={setWithdrawn} />
      </div>
      {pages.isPending && <Waiting what={t('known.loading')} lines={6} />}
      {pages.isError && !pages.data && <ProblemView problem={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && rows.length === 0 && <EmptyState title={t('known.empty')}>{t('known.emptyText')}</EmptyState>}
      <ol className={`${css.list} ${css.stack}`}>
        {rows.map(it => (
          <li key={it.id}>
            <KnownErrorItem it={it} heading="h2" />
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <div>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </div>
  );
}
