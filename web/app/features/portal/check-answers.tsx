import { useWords } from '../../i18n/use-words.ts';
import { AnswerList, AnswerRows } from '../../ui/answer-list.tsx';
import { Button } from '../../ui/button.tsx';
import { questionsOf, type FormStep } from '../../ui/form-schema.ts';
import type { Application } from './application.ts';
import css from './check-answers.module.css';

interface CheckAnswersProps {
  steps: FormStep[];
  titles: string[];
  application: Application;
  sources: { key: string; source: string }[];
  onChange(step: number): void;
}

/** Everything that will be sent, each topic with a way back to it. */
export function CheckAnswers({ steps, titles, application, sources, onChange }: CheckAnswersProps) {
  const { t } = useWords('portal');
  const asksForWay = steps.some(step => questionsOf(step.schema).some(question => question.key === 'resultWay'));
  const from = new Map(sources.map(({ key, source }) => [key, source]));
  return (
    <>
      <p>{t('apply.checkWhy')}</p>
      {steps.map(
        (step, index) =>
          questionsOf(step.schema).length > 0 && (
            <section key={step.id} className={css.part}>
              <PartHead title={titles[index] ?? step.title} onChange={() => onChange(index)} />
              <AnswerList schema={step.schema} data={application.answers} sources={from} />
            </section>
          ),
      )}
      <section className={css.part}>
        <PartHead title={titles[steps.length] ?? t('apply.files')} onChange={() => onChange(steps.length)} />
        <AnswerRows
          rows={[
            ...(asksForWay ? [] : [{ key: 'way', label: t('apply.resultWay'), text: t(`domain:resultWay.${application.resultWay}`) }]),
            { key: 'files', label: t('apply.files'), text: application.files.map(file => file.fileName).join(', ') || t('apply.noFiles') },
          ]}
        />
      </section>
    </>
  );
}

function PartHead({ title, onChange }: { title: string; onChange(): void }) {
  const { t } = useWords();
  return (
    <div className={css.head}>
      <h2>{title}</h2>
      <Button look="quiet" onClick={onChange} aria-label={`${t('do.change')}: ${title}`}>
        {t('do.change')}
      </Button>
    </div>
  );
}
