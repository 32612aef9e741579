import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { DamagedZip, readEntries, refuseBomb, ZipBomb, type ZipEntry } from './zip.ts';

/** Why a file is not taken: a public word, the client has a sentence for each. */
export type Refusal = 'empty' | 'type' | 'mismatch' | 'bomb' | 'encrypted' | 'damaged';
export type Sniffed = { contentType: string; extension: string; macros: boolean } | { refusal: Refusal };

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const MACRO = 'application/vnd.ms';
const ODF = 'application/vnd.oasis.opendocument';
/** Latvian signed containers: .edoc and .asice are ASiC-E (ETSI EN 319 162-1). */
const ASICE = 'application/vnd.etsi.asic-e+zip';

/** What we take, and the endings its name may have; the first is given to a file that has none. */
const ACCEPTED: Record<string, string[]> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'image/tiff': ['tif', 'tiff'],
  [`${OFFICE}.wordprocessingml.document`]: ['docx'],
  [`${OFFICE}.spreadsheetml.sheet`]: ['xlsx'],
  [`${OFFICE}.presentationml.presentation`]: ['pptx'],
  [`${MACRO}-word.document.macroenabled.12`]: ['docm'],
  [`${MACRO}-excel.sheet.macroenabled.12`]: ['xlsm'],
  [`${ODF}.text`]: ['odt'],
  [`${ODF}.spreadsheet`]: ['ods'],
  [`${ODF}.presentation`]: ['odp'],
  [ASICE]: ['edoc', 'asice', 'sce'],
  'application/xml': ['xml'],
  'text/csv': ['csv'],
  'text/plain': ['txt'],
};
/** Text has no signature: its name says which text it is. */
const TEXTS: Record<string, string> = { txt: 'text/plain', csv: 'text/csv', xml: 'application/xml' };

/** Endings of names that people may choose from, for the file picker: ".pdf,.png,…". */
export const ACCEPTED_ENDINGS = Object.values(ACCEPTED)
  .flat()
  .map(it => `.${it}`)
  .join(',');

/** What the bytes are, whatever the name says; and whether the name says the same. */
export async function sniff(path: string, fileName: string): Promise<Sniffed> {
  if ((await stat(path)).size === 0) return { refusal: 'empty' };
  const extension = extname(fileName).slice(1).toLowerCase();
  const found = await fileTypeFromFile(path);
  const type = found ? plainMime(found.mime) : undefined;
  if (type !== undefined && isZip(type)) return sniffZip(path, type, extension);
  const contentType = type !== undefined && type !== 'application/xml' ? type : await textOf(path, extension);
  return contentType === undefined ? { refusal: 'type' } : named(contentType, extension, false);
}

/** file-type names some zip documents as what they are, and those it does not know as zip. */
const isZip = (type: string) => type === 'application/zip' || type === ASICE || type.startsWith(OFFICE) || type.startsWith(MACRO) || type.startsWith(ODF);
const plainMime = (mime: string) => mime.split(';')[0]!.toLowerCase();

/** The name must not promise something else: who opens "invoice.pdf" expects no program to read a spreadsheet. */
function named(contentType: string, extension: string, macros: boolean): Sniffed {
  const endings = ACCEPTED[contentType];
  if (!endings) return { refusal: 'type' };
  if (extension !== '' && !endings.includes(extension)) return { refusal: 'mismatch' };
  return { contentType, extension: extension || endings[0]!, macros };
}

async function sniffZip(path: string, type: string, extension: string): Promise<Sniffed> {
  try {
    const entries = await readEntries(path);
    if (entries.some(it => it.encrypted)) return { refusal: 'encrypted' };
    await refuseBomb(path, entries);
    const contentType = (await isSignedContainer(path, entries)) ? ASICE : type;
    return named(contentType, extension, carriesMacros(contentType, entries));
  } catch (error) {
    if (error instanceof ZipBomb) return { refusal: 'bomb' };
    if (error instanceof DamagedZip) return { refusal: 'damaged' };
    throw error;
  }
}

const carriesMacros = (contentType: string, entries: ZipEntry[]) =>
  contentType.includes('macroenabled') || entries.some(it => /(^|\/)vbaProject\.bin$/i.test(it.name) || /^(Basic|Scripts)\//.test(it.name));

/** ASiC-E: a zip whose first entry is `mimetype`, stored, with the type in it, and that has a META-INF. */
async function isSignedContainer(path: string, entries: ZipEntry[]): Promise<boolean> {
  const head = (await headOf(path)).toString('latin1');
  return head.includes(`mimetype${ASICE}`) && entries.some(it => it.name.startsWith('META-INF/'));
}

/** UTF-8 without control characters, to the last byte. */
async function textOf(path: string, extension: string): Promise<string | undefined> {
  const type = TEXTS[extension];
  if (!type) return undefined;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (/[\u0000-\u0008\u000e-\u001f]/.test(decoder.decode(chunk, { stream: true }))) return undefined;
    }
    decoder.decode();
    return type;
  } catch {
    return undefined;
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
