import type { LinkProps } from '@tanstack/react-router';
import { WORKING_ROLES, type Role } from '../../contract/words.ts';

export interface StaffPlace {
  to: NonNullable<LinkProps['to']>;
  /** Its name: a key of the words of the application. */
  words: string;
  /** Stands in the bar for these roles: what they use all day. For everybody else who may go there it is under "More". */
  daily: readonly Role[] | 'all';
  /** Who may go there. */
  roles: readonly Role[] | 'all';
}

/** Who answers clients, and who keeps the words for it. */
const ANSWERING: readonly Role[] = ['kac-specialist', 'specialist', 'team-lead', 'service-manager', 'agency-admin'];

/** Who has lists of cases: all who have tasks but those who manage services, and have their registers. */
const LISTING: readonly Role[] = [...WORKING_ROLES.filter(it => it !== 'service-manager'), 'auditor'];

/** Who works on incidents and problems, leads those who do, or checks them. */
const ITIL: readonly Role[] = ['kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'service-manager', 'auditor'];

/** Who works on changes, votes on them, or keeps the board (P5). */
const CHANGING: readonly Role[] = [...ITIL, 'process-owner', 'agency-admin'];

/** Who may look at what services rest on (P6). */
const CONFIGURING: readonly Role[] = [
  'kac-specialist',
  'specialist',
  'team-lead',
  'service-manager',
  'process-owner',
  'agency-admin',
  'platform-admin',
  'auditor',
];

/** Who delivers services, and keeps or reads what level they are promised at (P10). */
const LEVELS: readonly Role[] = ['kac-specialist', 'specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin'];

/** The places of the workplace, once: menu and command palette read it. */
export const STAFF_PLACES: readonly StaffPlace[] = [
  { to: '/work/tasks', words: 'nav.tasks', daily: 'all', roles: WORKING_ROLES },
  { to: '/work/cases', words: 'nav.cases', daily: 'all', roles: LISTING },
  { to: '/work/register', words: 'nav.register', daily: 'all', roles: ['kac-specialist'] },
  { to: '/work/call-backs', words: 'nav.callBacks', daily: 'all', roles: ['kac-specialist'] },
  { to: '/work/escalations', words: 'people:nav.escalations', daily: 'all', roles: ['team-lead'] },
  { to: '/work/incidents', words: 'nav.incidents', daily: 'all', roles: ['platform-admin'] },
  { to: '/work/conversations', words: 'people:nav.talks', daily: [], roles: ['kac-specialist'] },
  { to: '/work/originals', words: 'nav.originals', daily: [], roles: ['kac-specialist', 'specialist', 'team-lead', 'auditor'] },
  { to: '/work/problems', words: 'workplace:nav.problems', daily: [], roles: ITIL },
  { to: '/work/changes', words: 'nav.changes', daily: [], roles: CHANGING },
  { to: '/work/service-levels', words: 'nav.levels', daily: [], roles: LEVELS },
  { to: '/work/configuration', words: 'nav.configuration', daily: [], roles: CONFIGURING },
  { to: '/work/bulk', words: 'bulk:page', daily: [], roles: WORKING_ROLES },
  { to: '/work/templates', words: 'nav.templates', daily: ['service-manager'], roles: ANSWERING },
  { to: '/work/calendar', words: 'nav.calendar', daily: ['agency-admin'], roles: ANSWERING },
  { to: '/work/settings', words: 'nav.settings', daily: [], roles: ['service-manager', 'agency-admin', 'platform-admin'] },
  { to: '/work/absences', words: 'people:nav.absences', daily: [], roles: WORKING_ROLES },
  { to: '/', words: 'nav.portal', daily: [], roles: 'all' },
];

/** At most so many stand in the bar; what is beyond goes under "More". */
const MOST_IN_BAR = 5;

const isFor = (roles: readonly Role[], whom: StaffPlace['roles']) => whom === 'all' || roles.some(role => whom.includes(role));

/** What somebody with these roles has in the bar and what under "More", in order. */
export function staffMenu(roles: readonly Role[]): { bar: StaffPlace[]; more: StaffPlace[] } {
  const places = STAFF_PLACES.filter(place => isFor(roles, place.roles));
  const bar = places.filter(place => isFor(roles, place.daily)).slice(0, MOST_IN_BAR);
  return { bar, more: places.filter(place => !bar.includes(place)) };
}
