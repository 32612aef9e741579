import { Fragment, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { COMMANDS, KEY_GROUPS } from './key-map.ts';
import { keysAreOn, turnKeys } from './use-keys.ts';
import styles from './keys-dialog.module.css';

const firstTab = COMMANDS.find(({ group }) => group === 'tabs');

/** The keys, from the very list that the keyboard is read by; and the switch that turns them off. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useWords('workplace');
  const [on, setOn] = useState(keysAreOn);
  const turn = (to: boolean) => {
    turnKeys(to);
    setOn(to);
  };
  return (
    <Dialog open={open} title={t('keys.title')} onClose={onClose}>
      {KEY_GROUPS.map(group => (
        <section key={group}>
          <h3>{t(`keys.group.${group}`)}</h3>
          <dl className={styles.keys}>
            {COMMANDS.filter(it => it.group === group && (group !== 'tabs' || it === firstTab)).map(({ id, keys }) => (
              <div key={id}>
                <dt>{group === 'tabs' ? <kbd>1 – 9</kbd> : <Keys keys={keys} />}</dt>
                <dd>{t(group === 'tabs' ? 'keys.tabs' : `keys.${id}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Checkbox label={`${t('keys.on')}. ${t('keys.onHint')}`} checked={on} onChange={turn} />
    </Dialog>
  );
}

/** Keys as they stand on a keyboard: "g then m", "Ctrl + Enter". */
export function Keys({ keys }: { keys: string }) {
  const { t } = useWords('workplace');
  const together = keys.includes('+');
  return keys.split(/[ +]/).map((key, at) => (
    <Fragment key={key}>
      {at > 0 && (together ? ' + ' : ` ${t('keys.then')} `)}
      <kbd>{key === 'Control' ? 'Ctrl' : key}</kbd>
    </Fragment>
  ));
}
