import type { Parameter } from '../../../contract/service-levels.ts';
import type { Text } from '../../../contract/words.ts';
import { useWords } from '../../i18n/use-words.ts';

/** Words of the page, and how levels are said: what of which service, how much of what. */
export function useLevelWords() {
  const words = useWords('levels');
  const { t, say, language } = words;
  const number = new Intl.NumberFormat(language === 'lv' ? 'lv-LV' : 'en-GB', { maximumFractionDigits: 2 });
  return {
    ...words,
    serviceName: (service: { title: Text } | null) => (service ? say(service.title) : t('allServices')),
    amount: (parameter: Parameter, value: number) => t(`amount.${parameter}`, { value: number.format(value) }),
  };
}
