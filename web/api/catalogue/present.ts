import type { z } from 'zod';
import type { Service } from '../../../processes/load.ts';
import type { serviceSummary, serviceView } from '../../contract/catalogue.ts';
import type { Text } from '../../contract/words.ts';

type Summary = z.output<typeof serviceSummary>;
type View = z.output<typeof serviceView>;

/** A service as a line of the catalogue. */
export const presentSummary = ({ id, description: it }: Service, holder: { id: string; title: Text }, titleOfCategory: (id: string) => Text): Summary => ({
  id,
  code: it.code,
  title: it.title,
  summary: it.summary,
  holder,
  categories: it.categories.map(category => ({ id: category, title: titleOfCategory(category) })),
  online: it.channels.includes('online'),
  termWorkingDays: it.term.workingDays,
});

/** A service as its own page: the part needed to request it (PLATFORM §6). The part needed to manage it stays inside. */
export const presentService = ({ description: it }: Service, summary: Summary, milestones: View['milestones']): View => ({
  ...summary,
  result: it.result,
  eligibility: it.eligibility,
  cost: it.cost,
  needs: it.needs.map(({ text, known, source }) => ({ text, known, ...(source !== undefined && { source }) })),
  term: { workingDays: it.term.workingDays, law: it.term.law },
  law: it.law.map(({ title, url }) => ({ title, ...(url !== undefined && { url }) })),
  channels: it.channels,
  assistant: it.assistant,
  appeal: it.appeal.text,
  milestones,
  forms: { apply: it.startForm },
});
