import { useEffect, useState } from 'react';
import { previewLetter } from '../../../contract/tasks.ts';
import { request } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './decision.module.css';

/** F14: the real letter, made by the server from the form as it stands. Nothing is decided by looking at it. */
export function LetterPreview({ taskKey, data }: { taskKey: string; data: Record<string, unknown> }) {
  const { t } = useWords('workplace');
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button onClick={() => setOpen(true)}>{t('letter.see')}</Button>
      </div>
      {open && (
        <Dialog open title={t('letter.title')} onClose={() => setOpen(false)}>
          <Pdf taskKey={taskKey} data={data} />
        </Dialog>
      )}
    </>
  );
}

function Pdf({ taskKey, data }: { taskKey: string; data: Record<string, unknown> }) {
  const { t } = useWords('workplace');
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const body = JSON.stringify({ data });
  useEffect(() => {
    const stop = new AbortController();
    let made: string | null = null;
    const read = async () => {
      const response = await request(previewLetter, { taskKey }, { body, headers: { 'content-type': 'application/json' }, signal: stop.signal });
      made = URL.createObjectURL(await response.blob());
      if (stop.signal.aborted) return URL.revokeObjectURL(made);
      setUrl(made);
    };
    read().catch((error: unknown) => {
      if (error instanceof ApiProblem) setProblem(error);
    });
    return () => {
      stop.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [taskKey, body]);

  if (problem) return problem.slug === 'invalid-form' ? <Notice live>{t('letter.missing')}</Notice> : <ProblemView problem={problem} />;
  if (!url) return <Waiting what={t('letter.making')} lines={4} />;
  return (
    <>
      <iframe className={styles.pdf} title={t('letter.frame')} src={url} />
      <p>
        <a href={url} download="projekts.pdf">
          {t('letter.save')}
        </a>
      </p>
    </>
  );
}
