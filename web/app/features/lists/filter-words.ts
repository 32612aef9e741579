import { listServices } from '../../../contract/catalogue.ts';
import { listColleagues } from '../../../contract/me.ts';
import type { WorkFilter } from '../../../contract/views.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';

type Name = keyof WorkFilter;

/** Names of services by id, and of colleagues. They are asked for once and kept. */
export function useNames() {
  const { say } = useWords();
  const services = useCall(listServices, {}, { staleTime: Infinity }).data?.services ?? [];
  const colleagues = useCall(listColleagues, {}, { staleTime: Infinity }).data?.colleagues ?? [];
  return { services: services.map(it => ({ id: it.id, title: say(it.title) })), colleagues };
}

/** What a filter says, in words: "Sūdzība, Incidents". */
export function useFilterWords(): (name: Name, value: string) => string {
  const { t, date } = useWords('lists');
  const { t: word } = useWords('domain');
  const { services, colleagues } = useNames();
  const one = (name: Name, it: string): string => {
    if (name === 'kind' || name === 'status' || name === 'channel') return word(`${name}.${it}`, { defaultValue: it });
    if (name === 'service') return services.find(({ id }) => id === it)?.title ?? it;
    if (name === 'assignee') return it === 'nobody' ? t('nobody') : (colleagues.find(({ id }) => id === it)?.name ?? t('me'));
    if (name === 'waits') return t(`waits.${it}`, { defaultValue: it });
    if (name === 'overdue' || name === 'escalated') return t(it);
    if (name === 'client') return t('theClient');
    if (name === 'team') return it.toUpperCase();
    return name.endsWith('From') || name.endsWith('To') ? date(it) : it;
  };
  return (name, value) =>
    name === 'text'
      ? `“${value}”`
      : value
          .split(',')
          .map(it => one(name, it))
          .join(', ');
}
