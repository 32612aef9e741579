import type { Uploaded } from '../../ui/file-field.tsx';
import type { Answers } from '../../ui/form-schema.ts';

/** An application while it is being written; this is what the draft keeps. */
export type Application = {
  answers: Answers;
  resultWay: 'e-account' | 'counter';
  files: Uploaded[];
  /** Index of the step; one past the last is "check your answers". */
  step: number;
  /** Made once for this application, so that pressing twice, or again after a lost answer, makes one case. */
  key: string;
};

/** A new application: what registers know is filled in already. */
export const newApplication = (known: Answers, key: string): Application => ({ answers: known, resultWay: 'e-account', files: [], step: 0, key });

/** Sources of answers that still are as the register gave them; what a person has changed is no longer the register's. */
export const sourcesStanding = (sources: { key: string; source: string }[], known: Answers, answers: Answers) =>
  sources.filter(({ key }) => JSON.stringify(known[key]) === JSON.stringify(answers[key]));
