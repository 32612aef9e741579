import { useRef, useState } from 'react';
import { exportList, MOST_EXPORTED } from '../../../contract/exports.ts';
import type { ViewDefinition } from '../../../contract/views.ts';
import { KINDS, STATUSES } from '../../../contract/words.ts';
import { request } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../workplace/announce.ts';
import css from './dialogs.module.css';

const CHANNELS = ['online', 'counter', 'phone', 'post'];
const WAITS = ['client', 'partner', 'payment', 'institution', 'date'];
const LINE_END = 10;

type Progress = { rows: number; of: number };

/** The list as it is seen, as a file: same columns, filter and order, all of its pages. Says why it is needed, because names leave the system. */
export function ExportDialog({ definition, onClose }: { definition: ViewDefinition; onClose(): void }) {
  const { t, language } = useWords('lists');
  const { t: word } = useWords('domain');
  const [format, setFormat] = useState<'csv' | 'xlsx'>('xlsx');
  const [purpose, setPurpose] = useState('');
  const [fault, setFault] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const stop = useRef<AbortController>(null);

  const wordsOf = (kind: string, ids: readonly string[]) => ids.map(id => [`${kind}.${id}`, word(`${kind}.${id}`)]);
  const body = () => ({
    format,
    language,
    purpose: purpose.trim(),
    definition,
    titles: Object.fromEntries(definition.columns.map(({ id }) => [id, t(`column.${id}`)])),
    words: Object.fromEntries([
      ...wordsOf('status', STATUSES),
      ...wordsOf('kind', KINDS),
      ...wordsOf('channel', CHANNELS),
      ...WAITS.map(id => [`waits.${id}`, t(`waits.${id}`)]),
      ['assignee.nobody', t('nobody')],
    ]),
  });

  const run = async () => {
    setFault(purpose.trim().length < 3);
    if (purpose.trim().length < 3 || progress) return;
    setProblem(null);
    stop.current = new AbortController();
    setProgress({ rows: 0, of: 0 });
    try {
      const init = { body: JSON.stringify(body()), headers: { 'content-type': 'application/json' }, signal: stop.current.signal };
      const { blob, of } = await readWhole(await request(exportList, {}, init), setProgress);
      save(blob, `pietura-${definition.of}.${format}`);
      announce(t('export.done', { count: of }));
      onClose();
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
      else if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    } finally {
      setProgress(null);
    }
  };
  const cancel = () => {
    stop.current?.abort();
    onClose();
  };

  return (
    <Dialog
      open
      title={t('export.title')}
      onClose={cancel}
      actions={
        <>
          <Button look="main" busy={progress !== null} onClick={() => void run()}>
            {t('export.do')}
          </Button>
          <Button onClick={cancel}>{t('cancel')}</Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={event => {
          event.preventDefault();
          void run();
        }}
      >
        <p>{t('export.text', { most: MOST_EXPORTED.toLocaleString(language === 'lv' ? 'lv-LV' : 'en-IE') })}</p>
        <RadioGroup
          label={t('export.format')}
          options={[
            { value: 'xlsx', label: t('export.xlsx') },
            { value: 'csv', label: t('export.csv') },
          ]}
          value={format}
          onChange={it => setFormat(it as 'csv' | 'xlsx')}
        />
        <TextField
          label={t('export.purpose')}
          help={t('export.purposeHelp')}
          value={purpose}
          maxLength={200}
          onChange={event => setPurpose(event.target.value)}
          error={fault ? t('export.purposeMissing') : null}
        />
        {progress && (
          <>
            <progress
              className={css.progress}
              max={progress.of || 1}
              {...(format === 'csv' && progress.of > 0 && { value: progress.rows })}
              aria-label={t('export.running')}
            />
            <p role="status">{progress.of > 0 ? t('export.rows', { count: progress.of }) : t('export.running')}</p>
          </>
        )}
        {problem && <ProblemView problem={problem} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** Reads the file as it comes; lines of a CSV are rows, so that one can see how far it is. */
async function readWhole(response: Response, tell: (progress: Progress) => void): Promise<{ blob: Blob; of: number }> {
  const of = Number(response.headers.get('x-rows') ?? 0);
  const chunks: BlobPart[] = [];
  let lines = 0;
  const reader = response.body!.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value as BlobPart);
    for (const byte of read.value) if (byte === LINE_END) lines += 1;
    tell({ rows: Math.max(0, lines - 1), of });
  }
  return { blob: new Blob(chunks, { type: response.headers.get('content-type') ?? '' }), of };
}

function save(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: url, download: fileName }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
