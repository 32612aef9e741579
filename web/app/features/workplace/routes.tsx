import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { CASE_SORTS, TASK_QUEUES, TASK_SORTS } from '../../../contract/views.ts';
import { CALL_BACK_STATES } from '../../../contract/words.ts';
import { loadWords } from '../../i18n/i18n.ts';
import { staffRoute } from '../../routes.tsx';
import { readSearch, type CaseSort, type ListSearch, type TaskSort } from '../lists/place.ts';
import { CHANGE_PARTS, type ChangePart } from '../changes/places.ts';
import { CONFIGURATION_TABS, ITEM_TABS } from '../configuration/places.ts';
import { ORIGINAL_PLACES } from '../originals/places.ts';
import { ITIL_PARTS, type ItilPart } from '../problems/places.ts';
import { LEVEL_TABS, type LevelTab } from '../service-levels/places.ts';
import { CASE_STATES, CASE_WORDS, TABS, type CaseState, type Queue, type Tab } from './places.ts';

const oneOf = <Word extends string>(words: readonly Word[], it: unknown): Word | undefined => words.find(word => word === it);

/** Everything below is for staff; it also hears the keys and says what has been done. */
const frame = createRoute({
  getParentRoute: () => staffRoute,
  id: 'staff',
  component: lazyRouteComponent(() => import('./work-frame.tsx'), 'WorkFrame'),
  loader: () => loadWords('lists'),
});

const home = createRoute({ getParentRoute: () => frame, path: '/', component: lazyRouteComponent(() => import('./home.tsx'), 'Home') });

const tasks = createRoute({
  getParentRoute: () => frame,
  path: 'tasks',
  component: lazyRouteComponent(() => import('./tasks-page.tsx'), 'TasksPage'),
  validateSearch: (search: Record<string, unknown>): ListSearch<TaskSort> & { queue?: Queue; task?: string; tab?: Tab } => {
    const [inQueue, onTab] = [oneOf(TASK_QUEUES, search['queue']), oneOf(TABS, search['tab'])];
    // a key is 64 bits and stays text; typed by hand it arrives as a number, good as long as that is exact
    const key = Number.isSafeInteger(search['task']) ? String(search['task']) : search['task'];
    return {
      ...readSearch(search, TASK_SORTS),
      ...(inQueue && { queue: inQueue }),
      ...(typeof key === 'string' && { task: key }),
      ...(onTab && { tab: onTab }),
    };
  },
});

const cases = createRoute({
  getParentRoute: () => frame,
  path: 'cases',
  component: lazyRouteComponent(() => import('./cases-page.tsx'), 'CasesPage'),
  validateSearch: (search: Record<string, unknown>): ListSearch<CaseSort> & { state?: CaseState } => {
    const inState = oneOf(CASE_STATES, search['state']);
    return { ...readSearch(search, CASE_SORTS), ...(inState && { state: inState }) };
  },
});

const oneCase = createRoute({
  getParentRoute: () => frame,
  path: 'cases/$caseId',
  loader: () => loadWords(...CASE_WORDS),
  component: lazyRouteComponent(() => import('./case-page.tsx'), 'StaffCasePage'),
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: Tab } => {
    const onTab = oneOf(TABS, tab);
    return onTab ? { tab: onTab } : {};
  },
});

const register = createRoute({
  getParentRoute: () => frame,
  path: 'register',
  loader: () => loadWords('counter', 'documents'),
  component: lazyRouteComponent(() => import('../counter/register-page.tsx'), 'RegisterPage'),
});

const callBacks = createRoute({
  getParentRoute: () => frame,
  path: 'call-backs',
  component: lazyRouteComponent(() => import('../contacts/call-backs-page.tsx'), 'CallBacksPage'),
  validateSearch: ({ state }: Record<string, unknown>): { state?: (typeof CALL_BACK_STATES)[number] } => {
    const inState = oneOf(CALL_BACK_STATES, state);
    return inState ? { state: inState } : {};
  },
});

const conversations = createRoute({
  getParentRoute: () => frame,
  path: 'conversations',
  loader: () => loadWords('contacts', 'domain'),
  component: lazyRouteComponent(() => import('../contacts/talks-page.tsx'), 'TalksPage'),
  validateSearch: ({ on, whose }: Record<string, unknown>): { on?: string; whose?: 'mine' | 'all' } => {
    const shown = oneOf(['mine', 'all'] as const, whose);
    return { ...(typeof on === 'string' && /^\d{4}-\d\d-\d\d$/.test(on) && { on }), ...(shown && { whose: shown }) };
  },
});

const incidents = createRoute({
  getParentRoute: () => frame,
  path: 'incidents',
  loader: () => loadWords('operations'),
  component: lazyRouteComponent(() => import('./incidents-page.tsx'), 'IncidentsPage'),
});

const templates = createRoute({
  getParentRoute: () => frame,
  path: 'templates',
  loader: () => loadWords('templates'),
  component: lazyRouteComponent(() => import('../templates/templates-page.tsx'), 'TemplatesPage'),
  validateSearch: ({ part }: Record<string, unknown>): { part?: 'notices' | 'replies' } => {
    const shown = oneOf(['notices', 'replies'] as const, part);
    return shown ? { part: shown } : {};
  },
});

const originals = createRoute({
  getParentRoute: () => frame,
  path: 'originals',
  loader: () => loadWords('originals'),
  component: lazyRouteComponent(() => import('../originals/originals-page.tsx'), 'OriginalsPage'),
  validateSearch: ({ list }: Record<string, unknown>): { list?: (typeof ORIGINAL_PLACES)[number] } => {
    const onList = oneOf(ORIGINAL_PLACES, list);
    return onList ? { list: onList } : {};
  },
});

const batch = createRoute({
  getParentRoute: () => frame,
  path: 'originals/$batchId',
  loader: () => loadWords('originals'),
  component: lazyRouteComponent(() => import('../originals/batch-page.tsx'), 'BatchPage'),
});

const absences = createRoute({
  getParentRoute: () => frame,
  path: 'absences',
  component: lazyRouteComponent(() => import('../absences/absences-page.tsx'), 'AbsencesPage'),
});

const escalations = createRoute({
  getParentRoute: () => frame,
  path: 'escalations',
  component: lazyRouteComponent(() => import('../escalations/escalations-page.tsx'), 'EscalationsPage'),
});

const bulk = createRoute({
  getParentRoute: () => frame,
  path: 'bulk',
  component: lazyRouteComponent(() => import('../bulk/bulk-page.tsx'), 'BulkPage'),
});

const problems = createRoute({
  getParentRoute: () => frame,
  path: 'problems',
  loader: () => loadWords('problems', 'incidents'),
  component: lazyRouteComponent(() => import('../problems/itil-page.tsx'), 'ItilPage'),
  validateSearch: ({ part }: Record<string, unknown>): { part?: ItilPart } => {
    const shown = oneOf(ITIL_PARTS, part);
    return shown ? { part: shown } : {};
  },
});

const changes = createRoute({
  getParentRoute: () => frame,
  path: 'changes',
  loader: () => loadWords('changes'),
  component: lazyRouteComponent(() => import('../changes/changes-page.tsx'), 'ChangesPage'),
  validateSearch: ({ part }: Record<string, unknown>): { part?: ChangePart } => {
    const shown = oneOf(CHANGE_PARTS, part);
    return shown ? { part: shown } : {};
  },
});

const oneChange = createRoute({
  getParentRoute: () => frame,
  path: 'changes/$changeId',
  loader: () => loadWords('changes', 'configuration'),
  component: lazyRouteComponent(() => import('../changes/change-page.tsx'), 'ChangePage'),
});

const calendar = createRoute({
  getParentRoute: () => frame,
  path: 'calendar',
  loader: () => loadWords('deadlines'),
  component: lazyRouteComponent(() => import('../deadlines/calendar-page.tsx'), 'CalendarPage'),
  validateSearch: ({ year }: Record<string, unknown>): { year?: number } => {
    const shown = Number(year);
    return Number.isInteger(shown) && shown >= 2000 && shown <= 2100 ? { year: shown } : {};
  },
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: 'settings',
  loader: () => loadWords('settings', 'domain'),
  component: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
});

const configuration = createRoute({
  getParentRoute: () => frame,
  path: 'configuration',
  loader: () => loadWords('configuration'),
  component: lazyRouteComponent(() => import('../configuration/configuration-page.tsx'), 'ConfigurationPage'),
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: (typeof CONFIGURATION_TABS)[number] } => {
    const onTab = oneOf(CONFIGURATION_TABS, tab);
    return onTab ? { tab: onTab } : {};
  },
});

const configurationItem = createRoute({
  getParentRoute: () => frame,
  path: 'configuration/$itemId',
  loader: () => loadWords('configuration'),
  component: lazyRouteComponent(() => import('../configuration/item-page.tsx'), 'ItemPage'),
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: (typeof ITEM_TABS)[number] } => {
    const onTab = oneOf(ITEM_TABS, tab);
    return onTab ? { tab: onTab } : {};
  },
});

const serviceLevels = createRoute({
  getParentRoute: () => frame,
  path: 'service-levels',
  loader: () => loadWords('levels', 'domain'),
  component: lazyRouteComponent(() => import('../service-levels/service-levels-page.tsx'), 'ServiceLevelsPage'),
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: LevelTab } => {
    const onTab = oneOf(LEVEL_TABS, tab);
    return onTab ? { tab: onTab } : {};
  },
});

export const workplaceRoutes = [
  frame.addChildren([
    home,
    tasks,
    cases,
    oneCase,
    register,
    callBacks,
    conversations,
    incidents,
    templates,
    originals,
    batch,
    bulk,
    calendar,
    settings,
    absences,
    escalations,
    problems,
    changes,
    oneChange,
    serviceLevels,
    configuration,
    configurationItem,
  ]),
] as const;
