import pg from 'pg';
import type { Statement } from './recorded-sql.ts';

/** What a route must not do over a table of more than this many rows: read it from end to end, or count it. */
export const BIG = 10_000;

type Plan = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
};
export type Finding = { what: 'sequential scan' | 'exact count' | 'many rows'; where: string; rows: number };

const READS = /^\s*(SELECT|WITH|\()/i;
const CONTROL = /^\s*(BEGIN|COMMIT|ROLLBACK|SET|SAVEPOINT|RELEASE)/i;
/** Statements that do something; the frame of a transaction is told apart. */
export const isControl = ({ text }: Pick<Statement, 'text'>): boolean => CONTROL.test(text);

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
const givenBy = (it: Plan) => (it['Actual Rows'] ?? 0) * (it['Actual Loops'] ?? 0);
const readBy = (it: Plan) => givenBy(it) + ((it['Rows Removed by Filter'] ?? 0) + (it['Rows Removed by Index Recheck'] ?? 0)) * (it['Actual Loops'] ?? 0);

/** Looks at how statements are carried out, each once more, in a transaction that is taken back. */
export function makePlans(url: string) {
  const client = new pg.Client({ connectionString: url });
  const ready = client.connect();
  const sizes = ready
    .then(() => client.query<{ relname: string; n: string }>(`SELECT relname, reltuples::bigint AS n FROM pg_class WHERE relkind = 'r'`))
    .then(({ rows }) => new Map(rows.map(it => [it.relname, Number(it.n)])));

  async function planOf({ text, values }: Statement): Promise<Plan> {
    await client.query('BEGIN');
    try {
      // what writes has written its row already: of that only the plan is asked
      const how = READS.test(text) ? 'ANALYZE, TIMING OFF, FORMAT JSON' : 'FORMAT JSON';
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>({ text: `EXPLAIN (${how}) ${text}`, values });
      return rows[0]!['QUERY PLAN'][0].Plan;
    } finally {
      await client.query('ROLLBACK');
    }
  }

  return {
    /** Sequential scans of big tables, counts of many rows, and (no breach, but worth knowing) any step that read many. */
    async findings(statement: Statement): Promise<Finding[]> {
      const size = await sizes;
      const nodes = nodesOf(await planOf(statement));
      return nodes.flatMap((it): Finding[] => {
        const table = it['Relation Name'] ?? '';
        const rows = readBy(it);
        if (it['Node Type'] === 'Seq Scan' && (size.get(table) ?? 0) > BIG) return [{ what: 'sequential scan', where: table, rows }];
        const fed = (it.Plans ?? []).reduce((sum, each) => sum + givenBy(each), 0);
        if (it['Node Type'] === 'Aggregate' && fed > BIG)
          return [{ what: 'exact count', where: nodes.map(each => each['Relation Name']).find(each => each) ?? '', rows: fed }];
        if (rows > BIG) return [{ what: 'many rows', where: `${it['Node Type']} ${it['Index Name'] ?? table}`, rows }];
        return [];
      });
    },
    close: () => client.end(),
  };
}
