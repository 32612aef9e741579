import type { Tx } from '../../../platform/database.ts';
import type { ChangeSetting } from '../../../prisma/generated/client.ts';

const TYPICAL = { boardDays: 5, urgentHours: 4, agreementDays: 3, publishByChange: false, version: 0 };

/** What the agency has set, or what holds where it has set nothing (version 0). Days are calendar days. */
export const readSetting = async (tx: Pick<Tx, 'changeSetting'>, agency: string): Promise<ChangeSetting> =>
  (await tx.changeSetting.findUnique({ where: { agency } })) ?? { agency, ...TYPICAL };
