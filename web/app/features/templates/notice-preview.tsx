import type { z } from 'zod';
import type { Language, Notice as NoticeName } from '../../../contract/notices.ts';
import type { previewNotice } from '../../../contract/templates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Waiting } from '../../ui/waiting.tsx';
import css from './templates.module.css';

type Preview = z.output<NonNullable<(typeof previewNotice)['reply']>>;

/** What a client will see, in the e-account and by e-mail, filled in with invented data by the server. */
export function NoticePreview({ notice, language, preview }: { notice: NoticeName; language: Language; preview: Preview | null }) {
  const { t } = useWords('templates');
  return (
    <section className={css.preview} aria-labelledby="preview">
      <h2 id="preview">{t('notices.preview')}</h2>
      <p className={css.quiet}>{t('notices.previewIntro')}</p>
      {!preview && <Waiting what={t('notices.preview')} lines={4} />}
      {preview?.account && <Shown title={t('notices.account')} words={preview.account} language={language} />}
      {preview?.mail && <Shown title={t('notices.mail')} words={preview.mail} language={language} />}
      {notice !== 'message' && <p className={css.quiet}>{t('notices.mailIntro')}</p>}
    </section>
  );
}

function Shown({ title, words: { subject, body }, language }: { title: string; words: { subject: string; body: string }; language: Language }) {
  return (
    <article className={css.letter}>
      <h3>{title}</h3>
      <p lang={language} className={css.subject}>
        {subject}
      </p>
      <p lang={language} className={css.body}>
        {body}
      </p>
    </article>
  );
}
