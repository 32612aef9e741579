import { localiseForm } from '../../contract/form.ts';
import { useWords } from '../i18n/use-words.ts';
import css from './answer-list.module.css';
import { answerAt, answerText, labelOf, questionsOf, type Answers, type FormSchema } from './form-schema.ts';

interface AnswerListProps {
  schema: Record<string, unknown>;
  data: Answers;
  /** Where known answers come from, by key. */
  sources?: ReadonlyMap<string, string>;
}

/** What was filled in, with the questions of that version of the form. */
export function AnswerList({ schema, data, sources }: AnswerListProps) {
  const { t, language, date } = useWords('domain');
  const words = { yes: t('yes'), no: t('no'), date };
  const rows = questionsOf(localiseForm(schema, language) as FormSchema).map(question => ({
    key: question.key,
    label: labelOf(question),
    text: answerText(question, answerAt(data, question.key), words),
    source: sources?.has(question.key) ? t('form.source', { source: sources.get(question.key) }) : undefined,
  }));
  return <AnswerRows rows={rows} />;
}

interface AnswerRow {
  key: string;
  label: string;
  text: string;
  /** A line below the answer: where it comes from. */
  source?: string | undefined;
}

/** Questions and answers, each with its source where a register gave it. */
export function AnswerRows({ rows }: { rows: AnswerRow[] }) {
  const { t } = useWords('domain');
  return (
    <dl className={css.list}>
      {rows.map(({ key, label, text, source }) => (
        <div key={key} className={css.row}>
          <dt>{label}</dt>
          <dd>
            {text || <span className={css.empty}>{t('form.empty')}</span>}
            {source && <span className={css.source}>{source}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
