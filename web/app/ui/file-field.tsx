import { useId, useState } from 'react';
import { uploadFile } from '../api/call.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import css from './file-field.module.css';
import { slugOf } from './problem-view.tsx';

export interface Uploaded {
  uploadId: string;
  fileName: string;
}

interface FileFieldProps {
  label: string;
  help?: string;
  files: Uploaded[];
  onChange(files: Uploaded[]): void;
}

/** Files are sent as soon as they are chosen, one by one; each failure says which file and why. */
export function FileField({ label, help, files, onChange }: FileFieldProps) {
  const { t } = useWords();
  const id = useId();
  const [sending, setSending] = useState<string | null>(null);
  const [faults, setFaults] = useState<string[]>([]);

  const send = async (chosen: File[]) => {
    setFaults([]);
    let all = files;
    for (const file of chosen) {
      setSending(file.name);
      try {
        const { uploadId, fileName } = await uploadFile(file);
        all = [...all, { uploadId, fileName }];
        onChange(all);
      } catch (error) {
        setFaults(now => [...now, `${file.name}: ${t(`problem.title.${slugOf(error)}`)}. ${t(`problem.text.${slugOf(error)}`)}`]);
      }
    }
    setSending(null);
  };

  return (
    <div className={css.field}>
      <p id={`${id}-label`} className={css.label}>
        {label}
      </p>
      <p id={`${id}-help`} className={css.help}>
        {help ?? t('file.limits')}
      </p>
      {faults.length > 0 && (
        <ul role="alert" className={css.faults}>
          {faults.map(fault => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul className={css.files}>
          {files.map(file => (
            <li key={file.uploadId}>
              {file.fileName}
              <Button look="quiet" aria-label={`${t('do.remove')}: ${file.fileName}`} onClick={() => onChange(files.filter(other => other.uploadId !== file.uploadId))}>
                {t('do.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        type="file"
        multiple
        className="visually-hidden"
        aria-labelledby={`${id}-label ${id}-choose`}
        aria-describedby={`${id}-help`}
        onChange={event => {
          void send([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {/* the native button speaks the browser's language, not the page's */}
      <label htmlFor={id} id={`${id}-choose`} className={css.choose}>
        {t('file.choose')}
      </label>
      <p role="status">{sending ? t('file.sending', { name: sending }) : ''}</p>
    </div>
  );
}
