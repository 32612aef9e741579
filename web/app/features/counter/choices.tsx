import { listServices } from '../../../contract/catalogue.ts';
import { listMyConsents } from '../../../contract/clients.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Select } from '../../ui/field.tsx';
import type { StepProps } from './register-page.tsx';

const NONE = '';

/** Which service it is about, where it is about one. */
export function AboutService({ it, go }: StepProps) {
  const { t, say } = useWords('counter');
  const services = useCall(listServices, {}).data?.services ?? [];
  return (
    <Select
      label={t('question.about')}
      optional
      value={it.serviceId ?? NONE}
      options={[{ value: NONE, label: t('question.noService') }, ...services.map(({ id, title }) => ({ value: id, label: say(title) }))]}
      onChange={serviceId => go({ ...it, serviceId: serviceId === NONE ? null : serviceId })}
    />
  );
}

/** Which agency is asked to do it. */
export function Holder({ it, go, error }: StepProps & { error: boolean }) {
  const { t, say } = useWords('counter');
  const agencies = useCall(listMyConsents, {}, { staleTime: Infinity }).data?.agencies ?? [];
  return (
    <Select
      label={t('question.holder')}
      error={error ? t('question.holderNeeded') : null}
      value={it.holder ?? NONE}
      options={[{ value: NONE, label: t('question.choose') }, ...agencies.map(({ id, title }) => ({ value: id, label: say(title) }))]}
      onChange={holder => go({ ...it, holder: holder === NONE ? null : holder })}
    />
  );
}
