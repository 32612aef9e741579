import { getRegisterHealth } from '../../../contract/operations.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Whether the register keeps its promise: nobody's cases and stuck cases, both of which must be 0 (G2). */
export function RegisterHealth() {
  const { t } = useWords('workplace');
  const query = useCall(getRegisterHealth, {});
  return (
    <Loaded query={query} what={t('incidents.healthLoading')} lines={1}>
      {({ ownerless, withoutTask }) => (
        <Notice level={ownerless + withoutTask === 0 ? 'done' : 'overdue'}>
          <p>{t('incidents.ownerless', { count: ownerless })}</p>
          <p>{t('incidents.withoutTask', { count: withoutTask })}</p>
        </Notice>
      )}
    </Loaded>
  );
}
