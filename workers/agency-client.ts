import { type AgencyCall, type AgencyConfig, AgencyRefusal, callAgency } from '../platform/agency.ts';
import { BusinessError, type AgencyClient } from '../processes/define-handler.ts';

/**
 * The agency's system for one job. Orders carry the job key: a repeated job has one effect over there. The agency's own
 * refusal becomes a business error; everything else is thrown, and the job is tried again.
 */
export function makeAgencyClient(config: AgencyConfig, agency: string, jobKey: string): AgencyClient {
  const call = async <T>(request: Omit<AgencyCall<T>, 'agency'>) => {
    try {
      return await callAgency(config, { agency, ...request });
    } catch (error) {
      throw error instanceof AgencyRefusal ? new BusinessError(error.code) : error;
    }
  };

  return {
    get: (path, answer) => call({ path, answer }),
    async post(path, body, answer) {
      const said = await call({ path, answer, body, idempotencyKey: jobKey });
      if (said === undefined) throw new Error(`The system of ${agency} does not know what the order is for`);
      return said;
    },
  };
}
