import type { Bug } from './bug.ts';
import { PEOPLE } from './people.ts';
import { TIME } from './time.ts';
import { TOLD } from './told.ts';

/** F11 of BARS.md. Each is tried on a copy of the project; none is ever in the tree. */
export const BUGS: Bug[] = [...TOLD, ...TIME, ...PEOPLE];
