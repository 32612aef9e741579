import type { Sql } from '../../platform/database.ts';
import type { Asker } from './desk-api.ts';
import { FRONT, someone, SPECIALIST } from './desk-routes.ts';

/** Cases worth looking at, and what belongs to them. */
export type Things = {
  /** By what is special about them. */
  cases: Record<'open' | 'waiting' | 'documents' | 'closed', string>;
  documentId: string;
  taskKey: string;
  clientId: string;
  contactId: string;
  people: Record<string, Asker>;
};

/** Finds them in a seeded country: all of VSAA, so that the specialist sees them too. Throws when the country has none. */
export async function findThings(sql: Sql): Promise<Things> {
  const one = async (what: string, column = 'id'): Promise<string> => {
    const [row] = await sql.unsafe(what);
    if (!row) throw new Error(`The country has no such thing: ${what}`);
    return String(row[column]);
  };
  const caseWith = (where: string) =>
    one(`SELECT c.id FROM "case" c WHERE c.holder = 'vsaa' AND c.client_id IS NOT NULL AND ${where} ORDER BY c.submitted_at DESC LIMIT 1`);
  const documents = await caseWith(`c.closed_at IS NULL AND c.status = 'in_progress' AND 2 < (SELECT count(*) FROM document d WHERE d.case_id = c.id)`);
  const open = await caseWith(`c.status = 'in_progress' AND NOT EXISTS (SELECT FROM document d WHERE d.case_id = c.id)`);
  const clientId = await one(`SELECT client_id FROM "case" WHERE id = '${open}'`, 'client_id');
  const personalCode = await one(`SELECT personal_code FROM client WHERE id = '${clientId}'`, 'personal_code');
  return {
    cases: {
      open,
      documents,
      waiting: await caseWith(`c.status = 'waiting_applicant'`),
      closed: await caseWith(`c.status = 'closed' AND EXISTS (SELECT FROM document d WHERE d.case_id = c.id)`),
    },
    documentId: await one(`SELECT id FROM document WHERE case_id = '${documents}' LIMIT 1`),
    taskKey: await one(`SELECT key FROM task WHERE case_id = '${open}' AND state = 'open'`, 'key'),
    clientId,
    contactId: await one(`SELECT id FROM contact WHERE client_id = '${clientId}' OR agency = 'kac' ORDER BY client_id = '${clientId}' DESC NULLS LAST LIMIT 1`),
    people: {
      'front office': FRONT,
      specialist: SPECIALIST,
      lead: someone('vsaa', { lead: true }),
      resident: { id: 'bench-resident', agency: null, roles: ['resident'], personalCode },
      auditor: { id: 'bench-auditor', agency: 'vraa', roles: ['auditor'] },
      administrator: { id: 'bench-admin', agency: 'vraa', roles: ['platform-admin'] },
      'agency’s manager': { id: 'bench-manager', agency: 'vsaa', roles: ['service-manager', 'process-owner', 'agency-admin'] },
    },
  };
}
