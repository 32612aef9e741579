import { caseScenes } from './case.ts';
import { itilScenes } from './itil.ts';
import { serviceScenes } from './service.ts';
import type { Scenes, Theatre } from './theatre.ts';

/** The scene of every job there is. */
export const everyScene = (theatre: Theatre): Scenes => ({ ...caseScenes(theatre), ...itilScenes(theatre), ...serviceScenes(theatre) });
