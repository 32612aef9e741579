import { makeAccess } from './access.ts';
import { makeClientActs } from './acts/client.ts';
import { makeEndings } from './acts/ending.ts';
import { makeMessages } from './acts/messages.ts';
import { makeReopening } from './acts/reopening.ts';
import { makeStaffActs } from './acts/staff.ts';
import type { CaseDeps } from './deps.ts';
import { makeDirectory } from './directory.ts';
import { makeHistory } from './history.ts';
import { makeLists } from './list.ts';
import { makeLog } from './log/log.ts';
import { makeModels } from './models.ts';
import { makePartLooks } from './part-looks.ts';
import { makeSubmit } from './submit.ts';
import { makeSummaries } from './summaries.ts';
import { makeView } from './view.ts';

export type Cases = ReturnType<typeof makeCases>;

/** The use cases around one case: apply, look, talk, act. */
export function makeCases(deps: CaseDeps) {
  const access = makeAccess(deps);
  const looked = makePartLooks(deps);
  const models = makeModels(deps.db, deps.processes);
  const directory = makeDirectory(deps.db);
  const lists = makeLists(deps, makeSummaries(deps, models, directory));

  return {
    submit: makeSubmit(deps),
    list: lists.all,
    listMine: lists.mine,
    get: makeView(deps, { access, models, directory }),
    ...makeHistory(deps, { access, models, directory, looked }),
    log: makeLog(deps, { access, directory, looked }),
    messages: makeMessages(deps, access),
    ...makeClientActs(deps, access),
    ...makeEndings(deps, access),
    ...makeReopening(deps, access),
    ...makeStaffActs(deps, access),
  };
}
