import type { z } from 'zod';
import type { impact, urgency } from '../../contract/words.ts';

type Impact = z.infer<typeof impact>;
type Urgency = z.infer<typeof urgency>;

/** Impact × urgency (PROCESSES §1.7): 1 critical … 4 low. The same matrix as the decision table the engine uses; a test compares them. */
const MATRIX: Record<Impact, Record<Urgency, 1 | 2 | 3 | 4>> = {
  wide: { high: 1, medium: 2, low: 3 },
  limited: { high: 2, medium: 3, low: 4 },
  one: { high: 3, medium: 4, low: 4 },
};

export const priorityOf = (impact: Impact, urgency: Urgency): 1 | 2 | 3 | 4 => MATRIX[impact][urgency];
