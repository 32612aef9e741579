import { useState, type SyntheticEvent } from 'react';
import { getAgencySettings, setAgencySettings } from '../../../contract/operations.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import css from './settings.module.css';

const MOST = 120;

/** How long after closing a case may be opened again (PROCESSES §1.6). */
export function ReopeningSetting({ agencyId, mayChange }: { agencyId: string; mayChange: boolean }) {
  const { t } = useWords('settings');
  const query = useCall(getAgencySettings, { agencyId });
  return (
    <section aria-labelledby="reopening">
      <h2 id="reopening">{t('reopening.title')}</h2>
      <Loaded query={query} what={t('reopening.loading')}>
        {({ reopenWorkingDays }) =>
          mayChange ? <Change agencyId={agencyId} days={reopenWorkingDays} /> : <p>{t('reopening.is', { count: reopenWorkingDays })}</p>
        }
      </Loaded>
    </section>
  );
}

function Change({ agencyId, days }: { agencyId: string; days: number }) {
  const { t } = useWords('settings');
  const [typed, setTyped] = useState(String(days));
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const isWhole = /^\d+$/.test(typed.trim()) && Number(typed) <= MOST;
  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isWhole) return;
    await run(
      () => call(setAgencySettings, { agencyId }, { reopenWorkingDays: Number(typed) }),
      ({ reopenWorkingDays }) => t('reopening.saved', { count: reopenWorkingDays }),
    );
    await reread(getAgencySettings);
  };
  return (
    <form className={css.pair} onSubmit={event => void save(event)} noValidate>
      <TextField
        label={t('reopening.days')}
        help={t('reopening.help')}
        inputMode="numeric"
        value={typed}
        error={tried && !isWhole ? t('reopening.wrong', { most: MOST }) : null}
        onChange={event => setTyped(event.target.value)}
      />
      {problem && <ProblemView problem={problem} />}
      <div>
        <Button type="submit" busy={busy}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
