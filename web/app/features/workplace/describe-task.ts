import { localiseForm } from '../../../contract/form.ts';
import type { Described } from '../../drafts/merge-panel.tsx';
import type { Words } from '../../i18n/use-words.ts';
import { answerText, labelOf, questionsOf, type FormComponent, type FormSchema } from '../../ui/form-schema.ts';
import { DECISION_OUTCOMES, type TaskView } from './decision.ts';

type Task = Pick<TaskView, 'act' | 'form' | 'grounds' | 'data'>;

const DECISION_LABELS: Record<string, string> = {
  outcome: 'decision.outcome',
  grounds: 'decision.grounds',
  reason: 'decision.reason',
  amount: 'decision.amount',
  question: 'decision.question',
  answerWithinDays: 'decision.answerWithin',
};

/** Names of the fields of a task's form, and answers to them, in words. `words` are of `workplace`. */
export const describeTask = (task: Task, words: Words): Described => (task.act === 'decision' ? describeDecision(task, words) : describeForm(task, words));

/** A key that the form does not ask (one of another version of it) goes by its name: nothing typed is hidden. */
function describeForm({ form, data }: Task, { t, language, date }: Words): Described {
  const questions = form ? questionsOf(localiseForm(form.schema, language) as FormSchema) : [];
  const questionOf = (key: string): FormComponent => {
    const found = questions.find(it => it.key === key) ?? { type: 'textfield', key };
    const brought = typeof found['valuesKey'] === 'string' ? data[found['valuesKey']] : undefined;
    return Array.isArray(brought) ? { ...found, values: brought as { value: unknown; label: string }[] } : found;
  };
  return {
    label: key => labelOf(questionOf(key)),
    text: (key, value) => answerText(questionOf(key), value, { yes: t('common:yes'), no: t('common:no'), date }),
  };
}

function describeDecision({ grounds }: Task, { t, say }: Words): Described {
  const groundText = (id: unknown) => {
    const ground = grounds.find(it => it.id === id);
    return ground ? say(ground.text) : String(id);
  };
  return {
    label: key => (DECISION_LABELS[key] ? t(DECISION_LABELS[key]) : key),
    text(key, value) {
      if (key === 'outcome' && (DECISION_OUTCOMES as readonly unknown[]).includes(value)) return t(`decision.outcomes.${String(value)}`);
      if (key === 'grounds' && Array.isArray(value)) return value.map(groundText).join('; ');
      return String(value);
    },
  };
}
