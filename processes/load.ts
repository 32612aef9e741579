import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Handler } from './define-handler.ts';
import { processSchema, type ProcessDescription, type ServiceDescription } from './schema.ts';

/** A form-js schema: JSON, deployed as it is. */
export type FormSchema = { id: string; type: string; components: unknown[]; [key: string]: unknown };

/** One folder under processes/: everything the platform knows of one process. */
export interface Process {
  /** Folder name = process id = prefix of its job types. */
  id: string;
  folder: string;
  description: ProcessDescription;
  readme: string;
  bpmn: string;
  dmn: { name: string; content: string }[];
  forms: Map<string, FormSchema>;
  handlers: Map<string, Handler>;
}

/** A process that is one public service. */
export type Service = Process & { description: ServiceDescription };

/** Where the processes of this release lie. */
export const PROCESSES_ROOT = import.meta.dirname;

/**
 * A process exists if, and only if, its folder does: `<root>/support/<id>` or `<root>/services/<id>`.
 * Further roots (a mounted folder of the in-browser editor, a made-up service of tests) add to the first.
 * @throws Error that names the folder and says what is wrong with it.
 */
export async function loadProcesses(...roots: string[]): Promise<Process[]> {
  const folders = (roots.length > 0 ? roots : [PROCESSES_ROOT]).flatMap(root => ['services', 'support'].flatMap(kind => entries(join(root, kind))));
  const processes = await Promise.all(folders.map(loadProcess));
  const twice = processes.find((it, index) => processes.findIndex(other => other.id === it.id) !== index);
  if (twice) throw new Error(`${twice.folder}: there is another process "${twice.id}"`);
  return processes;
}

/** The public services among the processes. */
export const servicesOf = (processes: Process[]): Service[] => processes.filter((it): it is Service => it.description.kind === 'service');

/** What the engine is given in one call, so that a diagram never goes without its tables and forms. */
export const resourcesOf = ({ id, bpmn, dmn, forms }: Process): { name: string; content: string }[] => [
  { name: `${id}.bpmn`, content: bpmn },
  ...dmn,
  ...[...forms].map(([formId, schema]) => ({ name: `${formId}.form`, content: JSON.stringify(schema) })),
];

/** Version of a form as cases keep it: sha256 of its JSON. */
export const formVersion = (schema: FormSchema): string => createHash('sha256').update(JSON.stringify(schema)).digest('hex');

async function loadProcess(folder: string): Promise<Process> {
  try {
    const id = basename(folder);
    const read = (file: string) => readFileSync(join(folder, file), 'utf8');
    const description = processSchema.parse(JSON.parse(read('process.json')));
    const dmn = named(folder, '.dmn').map(name => ({ name, content: read(name) }));
    const forms = named(join(folder, 'forms'), '.form').map(name => JSON.parse(read(join('forms', name))) as FormSchema);
    const handlers = await Promise.all(handlerFiles(folder).map(async file => [jobType(id, file), await loadHandler(file)] as const));

    return {
      id,
      folder,
      description,
      readme: read('README.md'),
      bpmn: read(`${id}.bpmn`),
      dmn,
      forms: new Map(forms.map(form => [form.id, form])),
      handlers: new Map(handlers),
    };
  } catch (error) {
    throw new Error(`${folder}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const loadHandler = async (file: string) => ((await import(pathToFileURL(file).href)) as { default: Handler }).default;
const jobType = (id: string, file: string) => `${id}:${basename(file, '.ts')}`;
const handlerFiles = (folder: string) => entries(join(folder, 'workers')).filter(file => file.endsWith('.ts') && !file.includes('.test.'));
const named = (dir: string, extension: string) =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter(name => extname(name) === extension)
        .sort()
    : [];
const entries = (dir: string) =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter(name => !name.startsWith('.'))
        .sort()
        .map(name => join(dir, name))
    : [];
