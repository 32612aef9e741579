import { useRef, useState } from 'react';
import type { z } from 'zod';
import { changeReplyTemplate, createReplyTemplate, listRepliesForCase, listReplyTemplates, previewReply, REPLY_FIELDS } from '../../../contract/templates.ts';
import { KINDS, type kind, type Text } from '../../../contract/words.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, RadioGroup, Select, TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../workplace/announce.ts';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { faultOf, type Fault } from './fault-words.ts';
import { FieldList, insertField } from './field-list.tsx';
import type { Reply } from './reply-templates.tsx';
import { usePreview } from './use-preview.ts';
import css from './templates.module.css';

type Kind = z.infer<typeof kind>;
type Props = {
  /** Null: a new one. */
  reply: Reply | null;
  mayEditTeam: boolean;
  services: { id: string; title: Text }[];
  onDone(open: string | null): void;
};
type Said = { title: string; lv: string; en: string; kinds: Kind[]; serviceId: string | null; team: boolean };

const NEW: Said = { title: '', lv: '', en: '', kinds: [], serviceId: null, team: false };
const saidOf = ({ title, body, kinds, serviceId, team }: Reply): Said => ({ title, lv: body.lv, en: body.en, kinds, serviceId, team });

/** One reply template: its words in both languages, where it fits, whose it is. */
export function ReplyEditor({ reply, mayEditTeam, services, onDone }: Props) {
  const { t, say } = useWords('templates');
  const [said, setSaid] = useState<Said>(reply ? saidOf(reply) : NEW);
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const form = useRef<HTMLFormElement>(null);
  const lv = usePreview(previewReply, {}, said.lv ? { body: said.lv, language: 'lv' } : null);
  const en = usePreview(previewReply, {}, said.en ? { body: said.en, language: 'en' } : null);
  const empty = [said.title.trim().length < 2 && 'title', said.lv.trim() === '' && 'lv'].flatMap((path): Fault[] => (path ? [{ path, code: 'empty' }] : []));
  const faults = [...(tried ? empty : []), ...(lv?.faults ?? []), ...(said.en ? (en?.faults ?? []) : [])];
  const mayEdit = reply?.mayEdit ?? true;
  const change = (part: Partial<Said>) => setSaid({ ...said, ...part });

  const save = async (retired: boolean, done: string) => {
    const { team, lv: inLatvian, en: inEnglish, ...rest } = said;
    const body = { ...rest, body: { lv: inLatvian, en: inEnglish } };
    const saved = await run(() =>
      reply
        ? call(changeReplyTemplate, { templateId: reply.id }, { ...body, retired, version: reply.version })
        : call(createReplyTemplate, {}, { ...body, team }, { idempotencyKey: keyFor({ ...body, team }) }),
    );
    if (!saved) return;
    announce(t(done));
    await reread(listReplyTemplates, listRepliesForCase);
    onDone(saved.id);
  };
  const insert = (name: string) => {
    const active = form.current?.querySelector<HTMLTextAreaElement>('textarea[data-last]') ?? form.current?.querySelector('textarea');
    insertField(active, name);
  };
  const remember = (event: React.FocusEvent<HTMLTextAreaElement>) => {
    for (const field of form.current?.querySelectorAll('textarea') ?? []) field.removeAttribute('data-last');
    event.target.setAttribute('data-last', '');
  };

  return (
    <form
      ref={form}
      className={css.form}
      aria-label={reply ? t('replies.edit', { title: reply.title }) : t('replies.new')}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setTried(true);
        if (empty.length === 0 && faults.length === 0) void save(reply?.retired ?? false, 'replies.saved');
      }}
    >
      <h2>{reply ? t('replies.edit', { title: reply.title }) : t('replies.new')}</h2>
      {!mayEdit && <Notice>{t('replies.readOnly')}</Notice>}
      {problem && <ProblemView problem={problem} />}
      <fieldset disabled={!mayEdit} className={css.fieldset}>
        <TextField
          label={t('replies.name')}
          help={t('replies.nameHelp')}
          error={faultOf(faults, 'title', t)}
          maxLength={100}
          value={said.title}
          onChange={event => change({ title: event.target.value })}
        />
        <TextArea
          label={t('replies.lv')}
          error={faultOf(faults, 'lv', t)}
          rows={6}
          maxLength={8000}
          value={said.lv}
          onFocus={remember}
          onChange={event => change({ lv: event.target.value })}
        />
        <TextArea
          label={t('replies.en')}
          help={t('replies.enHelp')}
          error={faultOf(faults, 'en', t)}
          optional
          rows={6}
          maxLength={8000}
          value={said.en}
          onFocus={remember}
          onChange={event => change({ en: event.target.value })}
        />
        <FieldList fields={REPLY_FIELDS} onInsert={insert} />
        {!reply && mayEditTeam && (
          <RadioGroup<'own' | 'team'>
            label={t('replies.whose')}
            value={said.team ? 'team' : 'own'}
            onChange={value => change({ team: value === 'team' })}
            options={[
              { value: 'own', label: t('replies.whoseOwn') },
              { value: 'team', label: t('replies.whoseTeam') },
            ]}
          />
        )}
        <Select<string>
          label={t('replies.service')}
          value={said.serviceId ?? ''}
          onChange={value => change({ serviceId: value || null })}
          options={[{ value: '', label: t('replies.allServices') }, ...services.map(({ id, title }) => ({ value: id, label: say(title) }))]}
        />
        <fieldset className={css.kinds}>
          <legend>{t('replies.kinds')}</legend>
          <p className={css.quiet}>{t('replies.kindsHelp')}</p>
          {KINDS.map(it => (
            <Checkbox
              key={it}
              label={t(`domain:kind.${it}`)}
              checked={said.kinds.includes(it)}
              onChange={checked => change({ kinds: checked ? [...said.kinds, it] : said.kinds.filter(each => each !== it) })}
            />
          ))}
        </fieldset>
      </fieldset>
      {(lv?.text ?? en?.text) && (
        <section className={css.preview} aria-labelledby="reply-preview">
          <h3 id="reply-preview">{t('replies.preview')}</h3>
          {lv?.text && (
            <p lang="lv" className={css.body}>
              {lv.text}
            </p>
          )}
          {said.en && en?.text && (
            <p lang="en" className={css.body}>
              {en.text}
            </p>
          )}
        </section>
      )}
      <div className={css.do}>
        {mayEdit && (
          <Button type="submit" look="main" busy={busy}>
            {t(busy ? 'replies.saving' : 'replies.save')}
          </Button>
        )}
        {reply && mayEdit && (
          <Button busy={busy} onClick={() => void save(!reply.retired, reply.retired ? 'replies.restored' : 'replies.retiredDone')}>
            {t(reply.retired ? 'replies.restore' : 'replies.retire')}
          </Button>
        )}
        <Button look="quiet" onClick={() => onDone(null)}>
          {t('replies.cancel')}
        </Button>
      </div>
    </form>
  );
}
