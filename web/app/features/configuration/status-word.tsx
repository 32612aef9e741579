import type { ItemStatus } from '../../../contract/configuration.ts';
import { useWords } from '../../i18n/use-words.ts';
import { StatusTag } from '../../ui/status-tag.tsx';

const LEVELS = { planned: 'waiting', 'in-use': 'on-time', unavailable: 'overdue', retired: 'plain' } as const;

/** Plānota, Lietošanā, Nav pieejama, Izņemta: a word, a shape and a colour. */
export function ItemStatusTag({ status }: { status: ItemStatus }) {
  const { t } = useWords('configuration');
  return <StatusTag level={LEVELS[status]}>{t(`status.${status}`)}</StatusTag>;
}
