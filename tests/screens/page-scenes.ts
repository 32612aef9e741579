import { listMyAbsences } from '../../web/contract/absences.ts';
import { getCalendar } from '../../web/contract/calendars.ts';
import { getCase, listCases } from '../../web/contract/cases.ts';
import { getChangeBoard } from '../../web/contract/change-board.ts';
import { changeCalendar, getChange, listChanges } from '../../web/contract/changes.ts';
import { listAudits } from '../../web/contract/configuration-audits.ts';
import { listImports } from '../../web/contract/configuration-import.ts';
import { TYPICAL_PLAN } from '../../web/contract/configuration-plan.ts';
import { getConfigurationPlan, getItem, getItemGraph, getItemImpact, listItemHistory, listItems, listServiceItems } from '../../web/contract/configuration.ts';
import { listContacts } from '../../web/contract/contact-time.ts';
import { listCallBacks } from '../../web/contract/contacts.ts';
import type { Endpoint } from '../../web/contract/endpoint.ts';
import { listOpenEscalations } from '../../web/contract/escalations.ts';
import { listIncidents } from '../../web/contract/incidents.ts';
import { listChecks, listEngineIncidents } from '../../web/contract/operations.ts';
import { getBatch, listBatches, listOriginals } from '../../web/contract/originals.ts';
import { listKnownErrors, listProblems, listProposals, listTrends } from '../../web/contract/problems.ts';
import { getServiceLevels, listLevelReports } from '../../web/contract/service-levels.ts';
import { listNoticeTemplates, listReplyTemplates } from '../../web/contract/templates.ts';
import { listTerms } from '../../web/contract/terms.ts';
import { listViews } from '../../web/contract/views.ts';
import { listBulk } from '../../web/contract/bulk.ts';
import { answers, empty, example, fails, filled, hangs } from './answers.ts';
import { unplug, type Instead, type Scene } from './scene.ts';

/** A page or a part of one, and what it asks the API for. */
export interface Place {
  name: string;
  path: string;
  asks: Endpoint;
  /** What it answers at its fullest, where the contract alone does not say; null: a real answer is the fullest. */
  full?: Instead | null;
  /** A part of a page that has been seen without a network. */
  part?: boolean;
  /** There is always something to show. */
  neverEmpty?: boolean;
}

export const NOBODY = '00000000-0000-7000-8000-000000000000';
const item = { ...example(getItem), plan: TYPICAL_PLAN };
export const ITEM = answers(getItem, item);
export const ofItem = (tab: string) => `/work/configuration/${NOBODY}?tab=${tab}`;
const graph = () => {
  const { nodes, edges } = example(getItemGraph);
  const [first, ...others] = nodes.map((it, depth) => ({ ...it, depth: Math.min(depth, 1) }));
  return { nodes: [first!, ...others], edges: others.map(({ id }, at) => ({ ...edges[at]!, from: first!.id, to: id })), total: 900 };
};

/** At the counter. */
const COUNTER: Place[] = [
  { name: 'kac-cases', path: '/work/cases', asks: listCases },
  { name: 'call-backs', path: '/work/call-backs', asks: listCallBacks },
  { name: 'conversations', path: '/work/conversations?whose=all', asks: listContacts },
  { name: 'kac-originals', path: '/work/originals?list=missing', asks: listOriginals },
  { name: 'kac-batches', path: '/work/originals?list=batches', asks: listBatches, part: true },
  { name: 'kac-batch', path: `/work/originals/${NOBODY}`, asks: getBatch, neverEmpty: true },
  { name: 'kac-bulk', path: '/work/bulk', asks: listBulk, full: null },
  { name: 'kac-absences', path: '/work/absences', asks: listMyAbsences },
  { name: 'kac-escalations', path: '/work/escalations', asks: listOpenEscalations },
  { name: 'kac-calendar', path: '/work/calendar', asks: getCalendar, full: null, neverEmpty: true },
  { name: 'kac-itil-incidents', path: '/work/problems?part=incidents', asks: listIncidents },
  { name: 'kac-itil-problems', path: '/work/problems?part=problems', asks: listProblems, part: true },
  { name: 'kac-itil-proposals', path: '/work/problems?part=proposals', asks: listProposals, part: true },
  { name: 'kac-itil-known-errors', path: '/work/problems?part=known-errors', asks: listKnownErrors, part: true },
  { name: 'kac-itil-trends', path: '/work/problems?part=trends', asks: listTrends, part: true },
  { name: 'kac-changes', path: '/work/changes?part=register', asks: listChanges },
  { name: 'kac-changes-calendar', path: '/work/changes?part=calendar', asks: changeCalendar, part: true },
  { name: 'kac-changes-board', path: '/work/changes?part=board', asks: getChangeBoard, part: true, neverEmpty: true },
  { name: 'kac-change', path: `/work/changes/${NOBODY}`, asks: getChange, neverEmpty: true },
];

/** Whoever keeps the register of configuration items. */
const REGISTER: Place[] = [
  { name: 'configuration', path: '/work/configuration?tab=items', asks: listItems },
  { name: 'configuration-services', path: '/work/configuration?tab=services', asks: listServiceItems, part: true },
  { name: 'configuration-import', path: '/work/configuration?tab=import', asks: listImports, part: true },
  { name: 'configuration-audits', path: '/work/configuration?tab=audits', asks: listAudits, part: true },
  { name: 'configuration-plan', path: '/work/configuration?tab=plan', asks: getConfigurationPlan, full: null, neverEmpty: true, part: true },
  { name: 'configuration-item', path: ofItem('about'), asks: getItem, full: ITEM, neverEmpty: true },
];
/** Parts of one item: it is there, they are not always. */
const OF_ITEM: Place[] = [
  { name: 'configuration-graph', path: ofItem('graph'), asks: getItemGraph, full: answers(getItemGraph, graph()), neverEmpty: true, part: true },
  { name: 'configuration-impact', path: ofItem('impact'), asks: getItemImpact, part: true },
  { name: 'configuration-history', path: ofItem('history'), asks: listItemHistory, part: true },
];

const MANAGER: Place[] = [
  { name: 'templates-notices', path: '/work/templates?part=notices', asks: listNoticeTemplates, full: null, neverEmpty: true },
  { name: 'templates-replies', path: '/work/templates?part=replies', asks: listReplyTemplates, part: true },
  { name: 'settings', path: '/work/settings', asks: listTerms },
  { name: 'levels-plan', path: '/work/service-levels?tab=plan', asks: getServiceLevels, part: true },
  { name: 'levels-agreements', path: '/work/service-levels?tab=agreements', asks: getServiceLevels, part: true },
  { name: 'levels-demand', path: '/work/service-levels?tab=demand', asks: getServiceLevels, part: true },
];

const OPERATOR: Place[] = [
  { name: 'incidents', path: '/work/incidents', asks: listEngineIncidents },
  { name: 'platform', path: '/work/incidents', asks: listChecks, part: true },
];

/** A place as it is, with nothing, with everything, waiting, broken and without a network. `also`: what else it needs. */
export function statesOf({ name, path, asks, full = filled(asks), neverEmpty = false, part = false }: Place, also: Instead[] = []): Scene[] {
  const whole = [...also, ...(full ? [full] : [])];
  return [
    ...(neverEmpty ? [] : [{ name: `${name}-empty`, path, instead: [...also, empty(asks)] }]),
    ...(full ? [{ name: `${name}-full`, path, instead: whole }] : []),
    { name: `${name}-waiting`, path, instead: [...also, hangs(asks)], waits: true },
    { name: `${name}-failed`, path, instead: [...also, fails(asks)] },
    ...(part ? [] : [{ name: `${name}-offline`, path, instead: whole, act: unplug }]),
  ];
}

export const counterStates = (caseId: string): Scene[] => [
  ...COUNTER.flatMap(place => statesOf(place)),
  ...statesOf({ name: 'kac-case', path: `/work/cases/${caseId}`, asks: getCase, full: null, neverEmpty: true }),
  { name: 'kac-home', path: '/work' },
  { name: 'kac-home-waiting', path: '/work', instead: hangs(listViews), waits: true },
];
export const registerStates = (): Scene[] => [...REGISTER.flatMap(place => statesOf(place)), ...OF_ITEM.flatMap(place => statesOf(place, [ITEM]))];
/** The page asks for the levels first, and a part of it for the reports. */
const REPORTS: Place = { name: 'levels-reports', path: '/work/service-levels?tab=reports', asks: listLevelReports };
export const managerStates = (): Scene[] => [...MANAGER.flatMap(place => statesOf(place)), ...statesOf(REPORTS, [filled(getServiceLevels)])];
export const operatorStates = (): Scene[] => OPERATOR.flatMap(place => statesOf(place));
