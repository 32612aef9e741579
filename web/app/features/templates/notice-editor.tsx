import { useRef, useState } from 'react';
import { fieldsOf } from '../../../contract/notices.ts';
import { listNoticeTemplates, listNoticeVersions, previewNotice, saveNoticeTemplate } from '../../../contract/templates.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../workplace/announce.ts';
import { useAct } from '../workplace/use-act.ts';
import { faultOf, type Fault } from './fault-words.ts';
import { insertField, FieldList } from './field-list.tsx';
import { NoticePreview } from './notice-preview.tsx';
import { NoticeVersions } from './notice-versions.tsx';
import type { Template } from './notice-templates.tsx';
import { usePreview } from './use-preview.ts';
import css from './templates.module.css';

type Said = { subject: string; body: string };

/** The words of one notice in one language, with what they will look like beside. What was typed stays when it is refused. */
export function NoticeEditor({ template }: { template: Template }) {
  const { t, dateTime } = useWords('templates');
  const { notice, language, version } = template;
  const [said, setSaid] = useState<Said>({ subject: template.subject, body: template.body });
  const [asking, setAsking] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const { run, busy, problem } = useAct();
  const preview = usePreview(previewNotice, { notice, language }, said.subject && said.body ? said : null);
  const empty = (['subject', 'body'] as const).filter(part => said[part].trim() === '').map((path): Fault => ({ path, code: 'empty' }));
  const faults = empty.length > 0 ? empty : (preview?.faults ?? (problem?.slug === 'invalid-form' ? problem.faults : []));
  const unchanged = said.subject === template.subject && said.body === template.body;

  const save = async (words: Said | null) => {
    setAsking(false);
    await run(async () => {
      await call(saveNoticeTemplate, { notice, language }, { template: words, version });
      announce(t(words ? 'notices.saved' : 'notices.backDone'));
      await reread(listNoticeTemplates, listNoticeVersions);
    });
  };

  return (
    <div className={css.sides}>
      <form
        className={css.form}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (!unchanged && faults.length === 0) void save(said);
        }}
      >
        {problem && problem.slug !== 'invalid-form' && <ProblemView problem={problem} />}
        {template.changedAt && <p className={css.quiet}>{t('notices.changed', { who: template.changedBy, at: dateTime(template.changedAt) })}</p>}
        {notice === 'message' && <Notice>{t('notices.mailOnly')}</Notice>}
        <TextField
          label={t('notices.subject')}
          help={t('notices.subjectHelp')}
          error={faultOf(faults, 'subject', t)}
          maxLength={200}
          value={said.subject}
          onChange={event => setSaid({ ...said, subject: event.target.value })}
        />
        <div ref={body}>
          <TextArea
            label={t('notices.body')}
            help={t('notices.bodyHelp')}
            error={faultOf(faults, 'body', t)}
            rows={8}
            maxLength={4000}
            value={said.body}
            onChange={event => setSaid({ ...said, body: event.target.value })}
          />
        </div>
        <FieldList
          fields={fieldsOf(notice, 'body').map(field => ({ ...field, where: t(field.subject ? 'notices.inSubject' : 'notices.bodyOnly') }))}
          onInsert={name => insertField(body.current?.querySelector('textarea'), name)}
        />
        <div className={css.do}>
          <Button type="submit" look="main" busy={busy} disabled={unchanged || faults.length > 0}>
            {t(busy ? 'notices.saving' : 'notices.save')}
          </Button>
          {template.own && <Button onClick={() => setAsking(true)}>{t('notices.back')}</Button>}
        </div>
        <NoticeVersions template={template} onTake={setSaid} />
      </form>
      <NoticePreview notice={notice} language={language} preview={preview} />
      <Dialog
        open={asking}
        title={t('notices.back')}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('do.cancel')}</Button>
            <Button look="danger" onClick={() => void save(null)}>
              {t('notices.back')}
            </Button>
          </>
        }
      >
        <p>{t('notices.backAsk')}</p>
      </Dialog>
    </div>
  );
}
