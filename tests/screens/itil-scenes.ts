import type { Page } from '@playwright/test';
import { getCase } from '../../web/contract/cases.ts';
import { getAudit, listAudits } from '../../web/contract/configuration-audits.ts';
import { previewImport } from '../../web/contract/configuration-import.ts';
import { getItemImpact, listHitCases } from '../../web/contract/configuration.ts';
import { getChange } from '../../web/contract/changes.ts';
import { getIncident } from '../../web/contract/incidents.ts';
import { getProblem, listProposals, listTrends } from '../../web/contract/problems.ts';
import { changed, example, filled, LONG } from './answers.ts';
import { ITEM, ofItem, statesOf } from './page-scenes.ts';
import { named, type Instead, type Scene } from './scene.ts';
import { opens } from './window-scenes.ts';

const openAll = async (page: Page) => {
  const closed = page.locator('main details:not([open]) > summary');
  await closed.first().waitFor();
  while ((await closed.count()) > 0) await closed.first().click();
};
const asks = (key: string) => async (page: Page) => {
  await page
    .getByRole('button', { name: named('problems', key) })
    .first()
    .click();
  await page.locator('main textarea').first().waitFor();
};

/** A case of this kind, whatever the one is of which it is made. */
const kindOf = (kind: 'incident' | 'problem' | 'change-request') => changed(getCase, () => ({ kind, may: example(getCase).may }));

/** Incidents, problems and changes: their parts, their pages, and what is asked of them. */
export function itilScenes(caseId: string): Scene[] {
  const at = (tab: string) => `/work/cases/${caseId}?tab=${tab}`;
  const incident = [kindOf('incident'), filled(getIncident, it => ({ ...it, state: 'diagnosing' as const }))];
  const part = (name: string) => `/work/problems?part=${name}`;
  return [
    { name: 'kac-itil-new', path: part('problems'), act: opens(named('problems', 'raise')), window: 'features/problems/raise-dialog.tsx' },
    { name: 'kac-itil-accept', path: part('proposals'), instead: filled(listProposals, allOpen), act: asks('proposal.accept') },
    { name: 'kac-itil-dismiss', path: part('proposals'), instead: filled(listProposals, allOpen), act: asks('proposal.dismiss') },
    { name: 'kac-itil-conclude', path: part('trends'), instead: filled(listTrends), act: openAll },
    ...statesOf({ name: 'kac-incident', path: at('incident'), asks: getIncident, full: incident[1]!, neverEmpty: true }, [kindOf('incident')]),
    { name: 'kac-incident-write', path: at('incident'), instead: incident, act: openAll },
    {
      ...{ name: 'kac-incident-major', path: at('incident'), instead: incident, window: 'features/incidents/incident-panel.tsx' },
      act: opens(named('incidents', 'declareMajor')),
    },
    ...statesOf({ name: 'kac-problem', path: at('problem'), asks: getProblem, neverEmpty: true }, [kindOf('problem')]),
    { name: 'kac-case-change', path: at('change'), instead: [kindOf('change-request'), filled(getChange)] },
    { name: 'kac-problem-write', path: at('problem'), instead: [kindOf('problem'), filled(getProblem)], act: openAll },
  ];
}
const allOpen = (it: ReturnType<typeof example<typeof listProposals>>) => ({ ...it, proposals: it.proposals.map(one => ({ ...one, state: 'open' as const })) });

const FILE = { name: 'vienibas.csv', mimeType: 'text/csv', buffer: Buffer.from('identifier;name\nSRV-0001;Serveris\n') };
const importSeen = async (page: Page) => {
  await page.getByLabel(named('configuration', 'import.file')).setInputFiles(FILE);
  await page.locator('#seen').waitFor();
};
/** The first audit, line by line. */
const auditLines = async (page: Page) => {
  await page
    .locator('main')
    .getByRole('button', { name: LONG.slice(0, 40) })
    .first()
    .click();
  await page.locator('#audit-lines').waitFor();
};

/** The register of configuration items: what opens in it and over it. */
export function registerScenes(): Scene[] {
  const audits = [filled(listAudits), filled(getAudit)];
  const window = (name: string, path: string, instead: Instead[], key: string, file: string, first?: (page: Page) => Promise<void>): Scene => ({
    ...{ name: `configuration-${name}`, path, instead, window: `features/configuration/${file}` },
    act: async page => (await first?.(page), await opens(startsAs(named('configuration', key)))(page)),
  });
  const audit = (name: string, key: string) => window(name, '/work/configuration?tab=audits', audits, key, 'audits-tab.tsx', auditLines);
  return [
    { name: 'configuration-plan', path: '/work/configuration?tab=plan' },
    window('register', '/work/configuration', [], 'register.title', 'item-form.tsx'),
    window('edit', ofItem('about'), [ITEM], 'edit.title', 'item-form.tsx'),
    window('status', ofItem('about'), [ITEM], 'statusDialog.title', 'status-dialog.tsx'),
    window('audit-start', '/work/configuration?tab=audits', audits, 'audit.start', 'audits-tab.tsx'),
    audit('audit-deviates', 'audit.deviates'),
    audit('audit-correct', 'audit.correct'),
    audit('audit-add', 'audit.add'),
    audit('audit-close', 'audit.close'),
    { name: 'configuration-audit-lines', path: '/work/configuration?tab=audits', instead: audits, act: auditLines },
    { name: 'configuration-import-seen', path: '/work/configuration?tab=import', instead: filled(previewImport), act: importSeen },
    {
      ...{
        name: 'configuration-pause',
        path: ofItem('impact'),
        instead: [ITEM, filled(getItemImpact), filled(listHitCases)],
        window: 'features/bulk/bulk-dialog.tsx',
      },
      act: opens(named('configuration', 'impact.pause_other')),
    },
  ];
}
/** Buttons of one line among many say after a colon of which. */
const startsAs = (name: RegExp) => new RegExp(name.source.replace(/\$$/, '(:|$)'));
