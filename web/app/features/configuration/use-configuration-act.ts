import { getAudit, listAudits } from '../../../contract/configuration-audits.ts';
import { listImports } from '../../../contract/configuration-import.ts';
import { getConfigurationPlan, getItem, getItemGraph, getItemImpact, listItemHistory, listItems, listServiceItems } from '../../../contract/configuration.ts';
import { reread } from '../../api/use-call.ts';
import { useAct } from '../workplace/use-act.ts';

/** One act on the register at a time; what it may have changed is read again after it, after a refusal too. */
export function useConfigurationAct() {
  const { run, ...rest } = useAct();
  const runAndRead = async <Reply>(act: () => Promise<Reply>, done?: (reply: Reply) => string | undefined): Promise<Reply | null> => {
    const reply = await run(act, done);
    await reread(listItems, getItem, listItemHistory, getItemGraph, getItemImpact, listServiceItems, listAudits, getAudit, listImports, getConfigurationPlan);
    return reply;
  };
  return { run: runAndRead, ...rest };
}
