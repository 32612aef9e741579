import type { Bug } from './bugs/bug.ts';

/** The text of the file with the mistake in it. */
export const plant = ({ edits }: Pick<Bug, 'edits'>, text: string): string => edits.reduce((so, [find, put]) => so.replace(find, () => put), text);
