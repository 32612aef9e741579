import { useEffect, useState } from 'react';
import { getDocument } from '../../../contract/documents.ts';
import { openBytes, request } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { ProblemView } from '../problem-view.tsx';
import { Waiting } from '../waiting.tsx';
import type { DocumentDialogProps } from './document-dialogs.tsx';
import css from './documents.module.css';
import { showAs, TEXT_SHOWN, type ShowAs } from './show-as.ts';

type Shown = { kind: ShowAs; address: string; text: string; cut: boolean };

/**
 * A look without leaving the page. Nothing of the file runs here: pictures are pictures, text is put in as text, and a PDF is drawn
 * by the browser's own viewer, a program apart from the page. Everything else is downloaded.
 */
export function PreviewDialog({ caseId, it, onClose }: DocumentDialogProps) {
  const { t } = useWords('documents');
  const { id, contentType, fileName, title } = it;
  const [shown, setShown] = useState<Shown | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const kind = showAs(contentType);
  useEffect(() => {
    if (kind === 'nothing') return;
    const stop = new AbortController();
    let address = '';
    read(caseId, id, kind, contentType, stop.signal).then(
      it => {
        address = it.address;
        if (stop.signal.aborted) URL.revokeObjectURL(address);
        else setShown(it);
      },
      (error: unknown) => !stop.signal.aborted && setProblem(error),
    );
    return () => {
      stop.abort();
      if (address) URL.revokeObjectURL(address);
    };
  }, [caseId, id, kind, contentType]);
  const save = () => void openBytes(getDocument, { caseId, documentId: id }, fileName).catch(setProblem);
  const actions = (
    <>
      <Button look="main" onClick={save}>
        {t('common:do.download')}
      </Button>
      <Button onClick={onClose}>{t('common:do.close')}</Button>
    </>
  );
  return (
    <Dialog open wide title={title || fileName} onClose={onClose} actions={actions}>
      {problem !== null && <ProblemView problem={problem} />}
      {kind === 'nothing' ? (
        <p>{t('preview.none')}</p>
      ) : shown ? (
        <Content shown={shown} title={title || fileName} />
      ) : (
        problem === null && <Waiting what={t('preview.loading')} lines={6} />
      )}
    </Dialog>
  );
}

function Content({ shown: { kind, address, text, cut }, title }: { shown: Shown; title: string }) {
  const { t } = useWords('documents');
  if (kind === 'picture') return <img className={css.picture} src={address} alt={t('preview.page', { title })} />;
  if (kind === 'pdf')
    return navigator.pdfViewerEnabled ? <iframe className={css.page} src={address} title={t('preview.page', { title })} /> : <p>{t('preview.noPdf')}</p>;
  return (
    <>
      {cut && <p>{t('preview.cut')}</p>}
      {/* a box that scrolls is reached by keyboard */}
      <pre className={css.text} tabIndex={0} aria-label={t('preview.page', { title })}>
        {text}
      </pre>
    </>
  );
}

async function read(caseId: string, documentId: string, kind: ShowAs, contentType: string, signal: AbortSignal): Promise<Shown> {
  const bytes = await (await request(getDocument, { caseId, documentId }, { signal })).arrayBuffer();
  if (kind === 'text') {
    const text = new TextDecoder().decode(bytes);
    return { kind, address: '', text: text.slice(0, TEXT_SHOWN), cut: text.length > TEXT_SHOWN };
  }
  // the type that the server found in the bytes, never what the file says of itself
  return { kind, address: URL.createObjectURL(new Blob([bytes], { type: contentType })), text: '', cut: false };
}
