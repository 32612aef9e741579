import type { CaseDeps } from '../cases/deps.ts';
import { makeModels } from '../cases/models.ts';
import { makeAssign } from './assign.ts';
import { makeComplete } from './complete.ts';
import { makeTaskDrafts } from './drafts.ts';
import { makeFinder } from './find.ts';
import { makeLetterPreview } from './letter.ts';
import { makeTaskList } from './list.ts';
import { makeTaskView } from './view.ts';

export type Tasks = ReturnType<typeof makeTasks>;

/** The use cases around tasks: find, take, hand on, finish. */
export function makeTasks(deps: CaseDeps) {
  const finder = makeFinder(deps, makeModels(deps.db, deps.processes));
  return {
    list: makeTaskList(deps),
    get: makeTaskView(deps, finder),
    drafts: makeTaskDrafts(deps, finder), letter: makeLetterPreview(deps, finder),
    ...makeAssign(deps, finder),
    complete: makeComplete(deps, finder),
  };
}
