import { useState } from 'react';
import type { z } from 'zod';
import { NOTICES, type Language, type Notice } from '../../../contract/notices.ts';
import { listNoticeTemplates, type noticeTemplate } from '../../../contract/templates.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Select } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NoticeEditor } from './notice-editor.tsx';
import css from './templates.module.css';

export type Template = z.infer<typeof noticeTemplate>;

/** Each notice in each language: the agency's own words, or the built-in ones. */
export function NoticeTemplates() {
  const { t, language: reading } = useWords('templates');
  const query = useCall(listNoticeTemplates, {});
  const [chosen, setChosen] = useState<Notice>('N1');
  const [language, setLanguage] = useState<Language>(reading);
  const languages = (['lv', 'en'] as const).map(value => ({ value, label: t(`notices.languages.${value}`) }));
  return (
    <Loaded query={query} what={t('loading')}>
      {({ templates }) => {
        const template = templates.find(it => it.notice === chosen && it.language === language);
        const options = NOTICES.map(value => ({ value, label: titleOf(templates, value) }));
        return (
          <>
            <div className={css.choose}>
              <Select<Notice> label={t('notices.list')} options={options} value={chosen} onChange={setChosen} />
              <Select<Language> label={t('notices.language')} options={languages} value={language} onChange={setLanguage} />
            </div>
            {template && <NoticeEditor key={`${chosen} ${language} ${template.version}`} template={template} />}
          </>
        );
      }}
    </Loaded>
  );

  function titleOf(templates: Template[], notice: Notice) {
    const own = templates.some(it => it.notice === notice && it.language === language && it.own);
    const name = t(`domain:notice.${notice}`);
    return `${/^N\d$/.test(notice) ? `${notice} ` : ''}${name}${own ? ` · ${t('notices.own')}` : ''}`;
  }
}
