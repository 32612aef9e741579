import type { CaseDeps } from '../cases/deps.ts';
import { makeDirectory } from '../cases/directory.ts';
import { makeModels } from '../cases/models.ts';
import { makeAssign } from './assign.ts';
import { makeChange } from './change.ts';
import { makeComplete } from './complete.ts';
import { makeTaskDrafts } from './drafts.ts';
import { makeFinder } from './find.ts';
import { makeHandOver } from './hand-over.ts';
import { makeLetterPreview } from './letter.ts';
import { makeTaskList } from './list.ts';
import { makeReceivers } from './receivers.ts';
import { makeTasksOfCase } from './of-case.ts';
import { makeTaskView } from './view.ts';

export type Tasks = ReturnType<typeof makeTasks>;

/** The use cases around tasks: find, take, hand on, finish. */
export function makeTasks(deps: CaseDeps) {
  const finder = makeFinder(deps, makeModels(deps.db, deps.processes));
  const change = makeChange(deps, finder);
  const directory = makeDirectory(deps.db);
  return {
    list: makeTaskList(deps),
    get: makeTaskView(deps, finder, directory),
    ofCase: makeTasksOfCase(deps, finder, directory),
    drafts: makeTaskDrafts(deps, finder),
    letter: makeLetterPreview(deps, finder),
    ...makeAssign(deps, change),
    ...makeHandOver(deps, finder, change),
    ...makeReceivers(deps, finder, directory),
    complete: makeComplete(deps, finder),
  };
}
