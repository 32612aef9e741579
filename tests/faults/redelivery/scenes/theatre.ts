import type { useDesks } from '../../../support/desks.ts';
import type { useOffice } from '../../../support/office.ts';
import type { Variables } from '../jobs.ts';

/** The API with people at their desks, before which each job has its scene. */
export type Theatre = { office: ReturnType<typeof useOffice>; desks: ReturnType<typeof useDesks> };
/** By job type: brings a case to where the job is due, as people and workers would; answers the variables the engine gives to it. */
export type Scenes = Record<string, () => Promise<Variables>>;
