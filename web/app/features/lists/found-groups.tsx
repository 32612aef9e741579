import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import type { ChoiceGroup } from './finder.tsx';
import { marked } from './marked.tsx';
import type { Found, useSearch } from './use-search.ts';

/** What was found, as groups to choose from. */
export function useFoundGroups(found: Found | undefined): ChoiceGroup[] {
  const { t, say, date } = useWords('lists');
  const { t: word } = useWords('domain');
  const { t: work } = useWords('workplace');
  const navigate = useNavigate();
  if (!found) return [];
  const cases = found.cases.map(it => {
    const what = it.service ? say(it.service.title) : (it.subject ?? work('case.noSubject'));
    const beside = [it.clientName, word(`status.${it.status}`), it.dueAt && it.status !== 'closed' ? work('due.by', { date: date(it.dueAt) }) : null]
      .filter(Boolean)
      .join(' · ');
    return {
      id: `case-${it.id}`,
      label: `${it.code} ${what}, ${beside}`,
      shown: (
        <>
          {it.code} {marked(what, it.marks)}
        </>
      ),
      beside: marked(beside, it.marks),
      run: () => void navigate({ to: '/work/cases/$caseId', params: { caseId: it.id } }),
    };
  });
  const clients = found.clients.map(it => ({
    id: `client-${it.id}`,
    label: `${it.name}, ${it.personalCodeMasked}`,
    shown: marked(it.name, it.marks),
    beside: [it.personalCodeMasked, it.phone, it.email].filter(Boolean).join(' · '),
    run: () => void navigate({ to: '/work/cases', search: { state: 'all', client: it.id } }),
  }));
  const services = found.services.map(it => ({
    id: `service-${it.id}`,
    label: say(it.title),
    shown: marked(say(it.title), it.marks),
    beside: t('search.openCases'),
    run: () => void navigate({ to: '/work/cases', search: { state: 'open', service: it.id } }),
  }));
  return [
    { id: 'cases', title: t('search.cases'), choices: cases },
    { id: 'clients', title: t('search.clients'), choices: clients },
    { id: 'services', title: t('search.services'), choices: services },
  ];
}

/** What the search says of itself: that it searches, found nothing, or found only what looks alike. */
export function useSearchWords({ data, isAsked, isWaiting, problem }: ReturnType<typeof useSearch>): string {
  const { t } = useWords('lists');
  const { t: common } = useWords();
  if (!isAsked) return '';
  if (problem) return common(`problem.title.${problem.slug}`, { defaultValue: t('search.failed') });
  if (isWaiting && !data) return t('search.searching');
  if (!data) return '';
  const count = data.cases.length + data.clients.length + data.services.length;
  if (count === 0) return isWaiting ? t('search.searching') : t('search.nothing');
  if (data.like !== null) return t('search.alike', { q: data.like });
  return data.more ? t('search.more') : t('search.found', { count });
}
