import type { Service } from '../../../processes/load.ts';
import type { Case } from '../../../prisma/generated/client.ts';

type Facts = Pick<Case, 'id' | 'kind' | 'holder' | 'channel' | 'resultWay' | 'owner' | 'fromAgency' | 'aboutCaseId' | 'attempt'>;

/** What the engine is given when a case starts, or starts again: ids and routing facts only, personal data never. */
export function startVariables(row: Facts, service: Service | undefined) {
  return {
    caseId: row.id,
    kind: row.kind,
    serviceId: service?.id ?? null,
    serviceCode: service?.description.code ?? null,
    holder: row.holder,
    deliveryProcessId: row.kind === 'service-request' && service ? service.id : null,
    channel: row.channel,
    resultWay: row.resultWay,
    takeOver: service?.description.takeOver ?? 'person',
    owner: row.owner,
    fromAgency: row.fromAgency,
    aboutHandling: row.aboutCaseId !== null,
    attempt: row.attempt,
  };
}
