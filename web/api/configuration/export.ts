import { stringify } from 'csv-stringify/sync';
import { Problem } from '../../../platform/problem.ts';
import type { exportItems } from '../../contract/configuration-import.ts';
import { audit } from '../audit/audit.ts';
import type { UseCase } from '../http/bind.ts';
import { whereOf, type ItemDeps } from './items.ts';
import { mayListItems } from './policy.ts';
import { contentOf, WITH_LINKS, type ItemWithLinks } from './write.ts';

const FIELDS = ['identifier', 'name', 'type', 'owner', 'status', 'release'] as const;

/** Items as a file in the very form an import takes. Cells that a spreadsheet would take for formulas are guarded. */
export function makeExport({ db, now }: ItemDeps) {
  const run: UseCase<typeof exportItems> = async ({ format, ...filter }, { user, res }) => {
    if (!mayListItems(user)) throw new Problem('not-permitted', 'Items are for those who work in agencies');
    const rows = await db.configurationItem.findMany({ where: whereOf(user, filter), orderBy: { identifier: 'asc' }, include: WITH_LINKS });
    await db.$transaction(tx =>
      audit(tx, { who: user.id, did: 'configuration.export', at: now(), purpose: 'configuration', data: { format, rows: rows.length } }),
    );
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json';
    res.status(200).set({ 'content-type': type, 'content-disposition': `attachment; filename="configuration.${format}"`, 'x-rows': String(rows.length) });
    res.send(
      format === 'csv'
        ? asCsv(rows)
        : JSON.stringify(
            rows.map(row => ({ ...contentOf(row), status: row.status })),
            null,
            2,
          ),
    );
  };
  return run as unknown as UseCase<typeof exportItems>;
}

function asCsv(rows: ItemWithLinks[]): string {
  const keys = [...new Set(rows.flatMap(row => Object.keys(row.attributes as object)))].sort();
  const lines = rows.map(row => {
    const it = contentOf(row);
    return [
      ...FIELDS.map(field => (field === 'status' ? row.status : it[field])),
      it.services.join('|'),
      it.relations.map(one => `${one.type}:${one.to}`).join('|'),
      ...keys.map(key => cell(it.attributes[key])),
    ];
  });
  const head = [...FIELDS, 'services', 'relations', ...keys.map(key => `attr.${key}`)];
  return stringify([head, ...lines], { bom: true, delimiter: ';', escape_formulas: true, record_delimiter: 'windows' });
}

const cell = (it: unknown): string => (it === null || it === undefined ? '' : typeof it === 'boolean' ? (it ? 'yes' : 'no') : String(it as string | number));
