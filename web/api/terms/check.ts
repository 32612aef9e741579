import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { servicesOf } from '../../../processes/load.ts';
import type { Proposed } from './versions.ts';

/** @throws Problem invalid-form, with the field and what is wrong with it */
export function checkTerm(term: Proposed, { services, now }: { services: ReturnType<typeof servicesOf>; now: Date }): void {
  const refuse = (path: string, code: string) => {
    throw new Problem('invalid-form', `${path}: ${code}`, [{ path, code }]);
  };
  const service = services.find(it => it.id === term.serviceId);
  if (term.serviceId && !service) refuse('serviceId', 'unknown');
  if (service && service.description.holder !== (term.agencyId ?? service.description.holder)) refuse('serviceId', 'not-held');
  // promises rest on what held until today
  if (term.validFrom <= localDate(now)) refuse('validFrom', 'past');
  if (term.validTo && term.validTo < term.validFrom) refuse('validTo', 'before-start');
}
