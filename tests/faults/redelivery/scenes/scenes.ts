import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Process } from '../../../../processes/load.ts';
import { caseScenes } from './case.ts';
import { itilScenes } from './itil.ts';
import type { Scenes, Theatre } from './theatre.ts';

/** Beside the journeys of a service: the scenes of its own jobs. */
const OF_SERVICE = 'journeys/redelivery-scenes.ts';

/** The scene of every job there is. */
export async function everyScene(theatre: Theatre, processes: Process[]): Promise<Scenes> {
  const files = processes.map(({ folder }) => join(folder, OF_SERVICE)).filter(file => existsSync(file));
  const ofServices = await Promise.all(files.map(async file => ((await import(file)) as { scenes(theatre: Theatre): Scenes }).scenes(theatre)));
  return Object.assign({}, caseScenes(theatre), itilScenes(theatre), ...ofServices) as Scenes;
}
