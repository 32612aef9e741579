import { useState } from 'react';
import { listNoticeVersions } from '../../../contract/templates.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import type { Template } from './notice-templates.tsx';
import css from './templates.module.css';

/** Every version there was. Taking one puts its words into the form; they hold when they are saved. */
export function NoticeVersions({ template: { notice, language }, onTake }: { template: Template; onTake(words: { subject: string; body: string }): void }) {
  const { t, dateTime } = useWords('templates');
  const [open, setOpen] = useState(false);
  const query = useCall(listNoticeVersions, { notice, language }, { enabled: open });
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('notices.versions')}</summary>
      {open && (
        <Loaded query={query} what={t('notices.versions')}>
          {({ versions }) =>
            versions.length === 0 ? (
              <p>{t('notices.noVersions')}</p>
            ) : (
              <ol className={css.versions}>
                {versions.map(({ version, subject, body, changedAt, changedBy }) => (
                  <li key={version}>
                    <p className={css.quiet}>{t('notices.version', { version, who: changedBy, at: dateTime(changedAt) })}</p>
                    {subject !== null && body !== null ? (
                      <>
                        <p className={css.subject}>{subject}</p>
                        <p className={css.body}>{body}</p>
                        <Button look="quiet" onClick={() => onTake({ subject, body })}>
                          {t('notices.use')}
                        </Button>
                      </>
                    ) : (
                      <p>{t('notices.versionBuiltIn')}</p>
                    )}
                  </li>
                ))}
              </ol>
            )
          }
        </Loaded>
      )}
    </details>
  );
}
