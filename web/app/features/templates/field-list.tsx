import { useId } from 'react';
import type { Text } from '../../../contract/words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import css from './templates.module.css';

type Field = { name: string; means: Text; where?: string };

/** The closed list of fields, each with what it means and a button that puts it where the caret is. */
export function FieldList({ fields, onInsert }: { fields: readonly Field[]; onInsert(name: string): void }) {
  const { t, say } = useWords('templates');
  const id = useId();
  return (
    <div>
      <p id={id} className={css.subject}>
        {t('notices.fields')}
      </p>
      <ul className={css.fields} aria-labelledby={id}>
        {fields.map(({ name, means, where }) => (
          <li key={name}>
            <Button look="quiet" aria-label={t('notices.insert', { name })} onClick={() => onInsert(name)}>
              <code>{name}</code>
            </Button>
            <span>
              {say(means)}
              {where && <span className={css.quiet}> ({where})</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Types `{{ name }}` where the caret stands, so that undo takes it back. */
export function insertField(field: HTMLTextAreaElement | null | undefined, name: string): void {
  if (!field) return;
  field.focus();
  const words = `{{ ${name} }}`;
  if (document.execCommand('insertText', false, words)) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
