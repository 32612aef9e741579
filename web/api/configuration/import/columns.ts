import type { PlanData } from '../../../contract/configuration-plan.ts';
import { ITEM_STATUSES, type ItemStatus } from '../../../contract/configuration.ts';

/** What a column of a file holds. `relation`: identifiers that this one relation leads to. */
export type Meaning =
  { field: 'identifier' | 'name' | 'type' | 'owner' | 'status' | 'release' | 'services' | 'relations' } | { relation: string } | { attribute: string };

/** What columns are called elsewhere: our own export, iTop, GLPI, and what people write. */
const NAMES: Record<Extract<Meaning, { field: string }>['field'], string[]> = {
  identifier: ['identifier', 'id', 'ci id', 'asset number', 'inventory number', 'code', 'identifikators', 'kods', 'inventāra numurs', 'kv identifikators'],
  name: ['name', 'ci name', 'nosaukums', 'title'],
  type: ['type', 'ci class', 'class', 'finalclass', 'kind', 'veids', 'tips', 'klase'],
  owner: ['owner', 'owner name', 'responsible', 'technician in charge', 'organization', 'organization->name', 'īpašnieks', 'atbildīgais', 'turētājs'],
  status: ['status', 'state', 'statuss', 'stāvoklis'],
  release: ['release', 'version', 'versija', 'laidiens'],
  services: ['services', 'service', 'pakalpojumi', 'pakalpojums'],
  relations: ['relations', 'relationships', 'saistības', 'relācijas'],
};

const STATUS_NAMES: Record<ItemStatus, string[]> = {
  planned: ['planned', 'stock', 'implementation', 'plānota', 'plānots', 'plāno'],
  'in-use': ['in-use', 'in use', 'production', 'active', 'operational', 'lietošanā', 'darbojas', 'produkcijā'],
  unavailable: ['unavailable', 'down', 'broken', 'nav pieejama', 'nav pieejams', 'nedarbojas'],
  retired: ['retired', 'obsolete', 'decommissioned', 'izņemta', 'izņemta no lietošanas', 'norakstīta', 'norakstīts'],
};

/** As people write it: without regard to case, and to spaces around. */
export const plain = (it: string): string => it.trim().toLowerCase().replace(/\s+/g, ' ');
const titled = (it: { lv: string; en: string }): string[] => [plain(it.lv), plain(it.en)];

/** What each column means by the plan of the agency; null = nothing we know, it is left aside and said so. */
export function meaningOf(column: string, plan: PlanData): Meaning | null {
  const name = plain(column);
  if (name.startsWith('attr.')) return { attribute: column.trim().slice('attr.'.length) };
  const field = (Object.keys(NAMES) as (keyof typeof NAMES)[]).find(it => NAMES[it].includes(name));
  if (field) return { field };
  const relation = plan.relations.find(it => it.id === name || titled(it.out).includes(name));
  if (relation) return { relation: relation.id };
  const attribute = plan.types.flatMap(it => it.attributes).find(it => it.key === name || titled(it.title).includes(name));
  return attribute ? { attribute: attribute.key } : null;
}

export const statusOf = (word: string): ItemStatus | undefined => ITEM_STATUSES.find(it => STATUS_NAMES[it].includes(plain(word)));
export const typeOf = (word: string, plan: PlanData): string | undefined =>
  plan.types.find(it => it.id === plain(word) || titled(it.title).includes(plain(word)))?.id;
export const relationOf = (word: string, plan: PlanData): string | undefined =>
  plan.relations.find(it => it.id === plain(word) || titled(it.out).includes(plain(word)))?.id;
