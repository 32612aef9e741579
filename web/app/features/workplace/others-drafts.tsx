import { useEffect, useState } from 'react';
import { getTaskDrafts } from '../../../contract/tasks.ts';
import { useCall } from '../../api/use-call.ts';
import { differences, isEmpty, isSame, type Data } from '../../drafts/merge.ts';
import { MergePanel } from '../../drafts/merge-panel.tsx';
import type { Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { TaskView } from './decision.ts';
import { describeTask } from './describe-task.ts';

const LOOK_AGAIN_MS = 15_000;
/** In one's own draft: which version of whose words one has already chosen from. */
const SEEN = '_seen';

type Kept = Draft<Data>;

/**
 * Two in one form (F3): what a colleague typed in it, whoever has the task now chooses from, field by field. Asked again when the
 * colleague has typed on; also while both still type.
 */
export function OthersDrafts({ task, kept }: { task: TaskView; kept: Kept }) {
  const words = useWords('workplace');
  const { t, time } = words;
  const [, setAsked] = useState(0);
  const drafts = useCall(getTaskDrafts, { taskKey: task.key });
  const { refetch } = drafts;
  useEffect(() => {
    const timer = setInterval(() => void refetch(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [refetch]);

  const mine = kept.current() ?? {};
  const seen = (mine[SEEN] ?? {}) as Record<string, number>;
  const describe = describeTask(task, words);
  const asked = (drafts.data?.drafts ?? []).flatMap(draft => {
    // what the form began with is nobody's word
    const typed = Object.fromEntries(Object.entries(draft.data).filter(([key, value]) => !isSame(value, task.data[key]) && !isEmpty(value)));
    const clashes = (seen[draft.person.id] ?? 0) >= draft.version ? [] : differences(mine, typed);
    return clashes.length > 0 ? [{ ...draft, clashes }] : [];
  });

  return asked.map(({ person, version, updatedAt, clashes }) => (
    <MergePanel
      key={`${person.id} ${version}`}
      title={t('others.title', { name: person.name })}
      text={t('others.text', { at: time(updatedAt) })}
      whose={person.name}
      clashes={clashes}
      describe={describe}
      onChoose={chosen => {
        kept.replace({ ...(kept.current() ?? {}), ...chosen, [SEEN]: { ...seen, [person.id]: version } });
        setAsked(before => before + 1);
      }}
    />
  ));
}
