import type { FieldFault } from '../../../platform/problem.ts';
import { attributesOf, fitsMask, type PlanData } from '../../contract/configuration-plan.ts';
import type { ItemContent } from '../../contract/configuration.ts';

/**
 * What is wrong with an item by the plan of its agency, every fault at once. Whether identifiers, services and the other ends of
 * relations exist, the caller says: `knownServices`, and the database.
 */
export function faultsOfContent(it: ItemContent, plan: PlanData, knownServices: ReadonlySet<string>): FieldFault[] {
  const type = plan.types.find(one => one.id === it.type);
  return [
    ...(type ? [] : [{ path: 'type', code: 'unknown-type', message: it.type }]),
    ...(type && !fitsMask(type.identifier, it.identifier) ? [{ path: 'identifier', code: 'not-by-rule', message: type.identifier }] : []),
    ...(plan.ownerRequired && !it.owner ? [{ path: 'owner', code: 'missing-owner' }] : []),
    ...(type ? faultsOfAttributes(it.attributes, type) : []),
    ...it.services.filter(id => !knownServices.has(id)).map(id => ({ path: 'services', code: 'unknown-service', message: id })),
    ...it.relations.flatMap(relation => faultsOfRelation(relation, it, plan)),
  ];
}

function faultsOfRelation({ type, to }: ItemContent['relations'][number], it: ItemContent, plan: PlanData): FieldFault[] {
  if (!plan.relations.some(one => one.id === type)) return [{ path: 'relations', code: 'unknown-relation', message: type }];
  return same(to, it.identifier) ? [{ path: 'relations', code: 'to-itself', message: to }] : [];
}

function faultsOfAttributes(values: Record<string, unknown>, type: PlanData['types'][number]): FieldFault[] {
  const result = attributesOf(type).safeParse(values);
  if (result.success) return [];
  return result.error.issues.flatMap((issue): FieldFault[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map(key => ({ path: `attributes.${key}`, code: 'unknown-attribute', message: key }));
    const key = String(issue.path[0]);
    const missing = values[key] === undefined;
    return [{ path: `attributes.${key}`, code: missing ? 'missing-attribute' : 'wrong-attribute', message: key }];
  });
}

/** Identifiers are told apart without regard to case. */
export const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
