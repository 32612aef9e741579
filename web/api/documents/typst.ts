import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const templates = new Map<string, string>();
const templateOf = (name: string) => templates.get(name) ?? templates.set(name, readFileSync(join(import.meta.dirname, `${name}.typ`), 'utf8')).get(name)!;

// Fonts come inside the compiler (Libertinus Serif has all Latvian letters), so every machine prints the same page.
let compiler: NodeCompiler | undefined;
/** What the compiler remembers of a page is forgotten when so many later ones had no use for it. It would keep a megabyte of each, for ever. */
const KEPT_FOR = 10;

/**
 * Renders a template of this folder as tagged PDF/A-2a, readable by screen readers and fit for archives. What people typed goes
 * in as data (`sys.inputs`), never as source: it cannot run or break anything.
 */
export function renderPdf(template: 'letter' | 'application' | 'batch-list' | 'receipt' | 'minutes', data: Record<string, unknown>, at: Date): Buffer {
  compiler ??= NodeCompiler.create({});
  const source = { mainFileContent: templateOf(template), inputs: { data: JSON.stringify(data) } };
  const pdf = compiler.pdf(source, { pdfStandard: 'a-2a', creationTimestamp: Math.floor(at.getTime() / 1000) });
  compiler.evictCache(KEPT_FOR);
  return pdf;
}
