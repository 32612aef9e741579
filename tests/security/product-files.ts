import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['web', 'platform', 'workers', 'processes', 'docker', 'prisma'];
const LEFT_OUT = /(^|\/)(node_modules|generated|dist)\/|\.(test|db-test|process-test|spec)\.tsx?$|\.(png|woff2|txt)$|(^|\/)README\.md$/;

/** What the product consists of, without its tests: path from the root of the repository and text of each file. */
export function productFiles(): { path: string; text: string }[] {
  return FOLDERS.flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter(it => it.isFile())
      .map(it => join(it.parentPath, it.name).slice(ROOT.length + 1))
      .filter(path => !LEFT_OUT.test(path))
      .map(path => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
  );
}

/** A section of a page: from its heading to the next one of the same or a higher rank. @throws Error where there is none */
export function sectionOf(page: string, heading: string): string {
  const [, rank] = /^(#+) /.exec(heading) ?? [];
  const start = page.indexOf(`${heading}\n`);
  if (start < 0 || !rank) throw new Error(`no section "${heading}"`);
  const rest = page.slice(start + heading.length);
  const end = rest.search(new RegExp(`\n#{1,${rank.length}} `));
  return end < 0 ? rest : rest.slice(0, end);
}

/** What stands between backticks. */
export const quotedIn = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, it]) => it!);
/** First cells of the rows of a table, without its head. */
export const firstCells = (text: string): string[] => [...text.matchAll(/^\|(.*?)\|/gm)].map(([, it]) => it!.trim()).filter(it => !it.startsWith('---'));
