import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { COMMANDS } from './key-map.ts';
import { Keys } from './keys-dialog.tsx';
import { runCommand, useCommands } from './use-keys.ts';
import styles from './keys-dialog.module.css';

/** Everything that can be done here and now, as a list to choose from: the same commands the keys carry out. */
export function ActionsDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useWords('workplace');
  const available = useCommands();
  const list = COMMANDS.filter(({ id, group }) => (group === 'task' || group === 'case' || group === 'go') && available.includes(id));
  const run = (id: (typeof list)[number]['id']) => {
    onClose();
    // after the dialog has given the focus back
    setTimeout(() => runCommand(id));
  };
  return (
    <Dialog open={open} title={t('keys.actionsTitle')} onClose={onClose}>
      <ul className={styles.actions}>
        {list.map(({ id, keys }, at) => (
          <li key={id}>
            {/* the first one has the focus: "." and Enter does it */}
            <button type="button" autoFocus={at === 0} onClick={() => run(id)}>
              <span>{t(`keys.${id}`)}</span>
              <span aria-hidden="true">
                <Keys keys={keys} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
