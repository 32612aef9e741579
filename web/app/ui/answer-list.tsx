import { localiseForm } from '../../contract/form.ts';
import { useWords } from '../i18n/use-words.ts';
import css from './answer-list.module.css';
import { answerAt, answerText, questionsOf, type Answers, type FormSchema } from './form-schema.ts';

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
  return (
    <dl className={css.list}>
      {questionsOf(localiseForm(schema, language) as FormSchema).map(question => {
        const source = sources?.get(question.key);
        return (
          <div key={question.key} className={css.row}>
            <dt>{question.label ?? question.dateLabel}</dt>
            <dd>
              {answerText(question, answerAt(data, question.key), words) || <span className={css.empty}>{t('form.empty')}</span>}
              {source && <span className={css.source}>{t('form.source', { source })}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
