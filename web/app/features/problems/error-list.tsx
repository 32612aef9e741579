import { useState } from 'react';
import { listKnownErrors } from '../../../contract/problems.ts';
import { usePages } from '../../api/use-pages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Select } from '../../ui/field.tsx';
import { Paged } from '../../ui/paged.tsx';
import css from '../../ui/itil.module.css';
import { KnownErrorItem } from './known-error.tsx';

/** The list of known errors with their workarounds (P4.2). */
export function ErrorList() {
  const { t } = useWords('problems');
  const [withdrawn, setWithdrawn] = useState<'no' | 'yes'>('no');
  const pages = usePages(listKnownErrors, { withdrawn });
  const options = [
    { value: 'no', label: t('known.now') },
    { value: 'yes', label: t('known.before') },
  ] as const;
  return (
    <div className={css.stack}>
      <div className={css.form}>
        <Select<'no' | 'yes'> label={t('known.which')} value={withdrawn} options={[...options]} onChange={setWithdrawn} />
      </div>
      <Paged
        pages={pages}
        rowsOf={page => page.knownErrors}
        what={t('known.loading')}
        empty={{ title: t('known.empty'), text: t('known.emptyText') }}
        more={t('more')}
      >
        {rows => (
          <ol className={`${css.list} ${css.stack}`}>
            {rows.map(it => (
              <li key={it.id}>
                <KnownErrorItem it={it} heading="h2" />
              </li>
            ))}
          </ol>
        )}
      </Paged>
    </div>
  );
}
