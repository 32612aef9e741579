import { useState } from 'react';
import type { z } from 'zod';
import { listReplyTemplates, type replyTemplate } from '../../../contract/templates.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ReplyEditor } from './reply-editor.tsx';
import css from './templates.module.css';

export type Reply = z.infer<typeof replyTemplate>;

/** One's own words for answers and the team's: a list, and the one that is open. */
export function ReplyTemplates() {
  const { t } = useWords('templates');
  const [retired, setRetired] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const query = useCall(listReplyTemplates, { retired: retired ? 'yes' : 'no' }, { keep: true });
  return (
    <Loaded query={query} what={t('loading')}>
      {({ templates, mayEditTeam, services }) => {
        const edited = templates.find(({ id }) => id === open) ?? null;
        return (
          <div className={css.replies}>
            <section aria-labelledby="replies">
              <div className={css.head}>
                <h2 id="replies">{t('replies.list')}</h2>
                <Button look="main" onClick={() => setOpen('new')}>
                  {t('replies.new')}
                </Button>
              </div>
              <p className={css.quiet}>{t('replies.intro')}</p>
              <Checkbox label={t('replies.showRetired')} checked={retired} onChange={setRetired} />
              {templates.length === 0 && <EmptyState title={t('replies.empty')}>{t('replies.emptyText')}</EmptyState>}
              <ul className={css.list}>
                {templates.map(it => (
                  <li key={it.id}>
                    <button type="button" className={css.item} aria-pressed={it.id === open} onClick={() => setOpen(it.id)}>
                      <strong>{it.title}</strong>
                      <span className={css.quiet}>
                        {[t(it.team ? 'replies.team' : 'replies.own'), it.retired && t('replies.retired')].filter(Boolean).join(', ')}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
            {(open === 'new' || edited) && (
              <ReplyEditor
                key={edited ? `${edited.id} ${edited.version}` : 'new'}
                reply={edited}
                mayEditTeam={mayEditTeam}
                services={services}
                onDone={setOpen}
              />
            )}
          </div>
        );
      }}
    </Loaded>
  );
}
