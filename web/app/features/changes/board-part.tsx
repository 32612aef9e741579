import { getChangeBoard } from '../../../contract/change-board.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Members } from './board-members.tsx';
import css from './changes.module.css';
import { SettingForm } from './setting-form.tsx';
import { Standards } from './standards.tsx';

export type Board = ReplyOf<typeof getChangeBoard>;
export const rereadBoard = () => reread(getChangeBoard);

/** Who sits on the advisory board of one’s agency, what is approved beforehand, and what the agency has set. */
export function BoardPart() {
  const { t, say } = useWords('changes');
  const query = useCall(getChangeBoard, {});
  return (
    <Loaded query={query} what={t('board.loading')} lines={6}>
      {board => (
        <div className={css.stack}>
          <p className={css.quiet}>{say(board.agency.title)}</p>
          <Members board={board} />
          <Standards board={board} />
          <SettingForm key={board.setting.version} board={board} />
        </div>
      )}
    </Loaded>
  );
}
