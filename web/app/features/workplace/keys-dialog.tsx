import { Fragment, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { KEY_MAP } from './key-map.ts';
import { keysAreOn, turnKeys } from './use-keys.ts';
import styles from './keys-dialog.module.css';

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
      <dl className={styles.keys}>
        {Object.entries(KEY_MAP).map(([keys, command]) => (
          <div key={keys}>
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{t(`keys.${command}`)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox label={`${t('keys.on')}. ${t('keys.onHint')}`} checked={on} onChange={turn} />
    </Dialog>
  );
}

function Keys({ keys }: { keys: string }) {
  const { t } = useWords('workplace');
  const together = keys.includes('+');
  return keys.split(/[ +]/).map((key, at) => (
    <Fragment key={key}>
      {at > 0 && (together ? ' + ' : ` ${t('keys.then')} `)}
      <kbd>{key === 'Control' ? 'Ctrl' : key}</kbd>
    </Fragment>
  ));
}
