import { getPeriod, PERIODS, setPeriod } from '../../../contract/originals.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Select } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useOriginalAct } from './use-original-act.ts';

/** How often paper is sent to the reader's agency: for those who decide it there. */
export function PeriodSetting() {
  const { t } = useWords('originals');
  const { data } = useCall(getPeriod, {});
  const { run, problem } = useOriginalAct();
  if (!data?.mayChange) return null;
  const change = async (period: (typeof PERIODS)[number]) => {
    await run(
      () => call(setPeriod, {}, { period }),
      () => t('period.saved'),
    );
    await reread(getPeriod);
  };
  return (
    <>
      {problem !== null && <ProblemView problem={problem} />}
      <Select
        label={t('period.label')}
        help={t('period.help')}
        value={data.period}
        onChange={period => void change(period)}
        options={PERIODS.map(value => ({ value, label: t(`period.${value}`) }))}
      />
    </>
  );
}
