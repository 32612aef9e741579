import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { COUNTED_QUEUES, listViews } from '../../../contract/views.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { staffMenu } from '../../layout/staff-menu.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { COMMANDS } from '../workplace/key-map.ts';
import { runCommand, useCommands } from '../workplace/use-keys.ts';
import { Finder, type Choice, type ChoiceGroup } from './finder.tsx';
import { useFoundGroups, useSearchWords } from './found-groups.tsx';
import { placeOf } from './place.ts';
import { useSearch } from './use-search.ts';

/** Letters without their marks: "parnemt" finds "Pārņemt". */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Everything in one window (⌘K): do something with the open case, go anywhere, find anything. By keyboard alone. */
export function Palette({ onClose }: { onClose(): void }) {
  const { t } = useWords('lists');
  const [q, setQ] = useState('');
  const found = useSearch(q);
  const foundGroups = useFoundGroups(found.data);
  const words = useSearchWords(found);
  const own = useOwnGroups();
  const asked = fold(q.trim()).split(/\s+/);
  const answers = own.map(group => ({ ...group, choices: group.choices.filter(it => asked.every(word => fold(it.label).includes(word))) }));
  const groups = [...answers, ...foundGroups];
  const isEmpty = groups.every(it => it.choices.length === 0);
  return (
    <Dialog open title={t('palette.title')} onClose={onClose}>
      <Finder
        autoFocus
        label={t('palette.label')}
        placeholder={t('palette.hint')}
        value={q}
        onChange={setQ}
        groups={groups}
        status={isEmpty ? words || t('palette.nothing') : foundGroups.some(it => it.choices.length > 0) ? words : ''}
        open
        onClose={onClose}
      />
    </Dialog>
  );
}

/** After the window has given the focus back, so that what opens can take it. */
const afterwards = (run: () => void) => () => void setTimeout(run);

function useOwnGroups(): ChoiceGroup[] {
  const { t } = useWords('lists');
  const { t: work } = useWords('workplace');
  const { t: common } = useWords();
  const navigate = useNavigate();
  const available = useCommands();
  const auth = useAuth();
  const roles = 'roles' in auth ? auth.roles : [];
  const views = useCall(listViews, {}).data?.views ?? [];

  const acts: Choice[] = COMMANDS.filter(
    ({ id, group }) => (group === 'task' || group === 'case' || group === 'list' || group === 'tabs' || id === 'help') && available.includes(id),
  ).map(({ id, keys }) => ({
    id: `do-${id}`,
    label: sentence(work(`keys.${id}`)),
    beside: keys.replace('Control', 'Ctrl'),
    run: afterwards(() => runCommand(id)),
  }));
  const queues: Choice[] = COUNTED_QUEUES.map(queue => ({
    id: `queue-${queue}`,
    label: `${t('palette.queue')}: ${work(`queues.${queue}`)}`,
    run: () => void (queue === 'waiting' ? navigate({ to: '/work/cases', search: { state: 'waiting' } }) : navigate({ to: '/work/tasks', search: { queue } })),
  }));
  const kept: Choice[] = views.map(it => ({
    id: `view-${it.id}`,
    label: `${t('palette.view')}: ${it.name}`,
    run: () => void navigate(placeOf(it.definition, it.id) as never),
  }));
  const { bar, more } = staffMenu(roles);
  const pages: Choice[] = [...bar, ...more].map(({ to, words }) => ({ id: `page-${to}`, label: common(words), run: () => void navigate({ to }) }));
  return [
    { id: 'acts', title: t('palette.acts'), choices: acts },
    { id: 'places', title: t('palette.places'), choices: [...queues, ...kept, ...pages] },
  ];
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
