import { ApiProblem } from '../api/problem.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import { CheckTag } from './documents/check-tag.tsx';
import css from './file-field.module.css';
import { slugOf } from './problem-view.tsx';
import { inMegabytes, type Uploaded, type useUploads } from './use-uploads.ts';

type Uploads = ReturnType<typeof useUploads>;

/** What is on its way, what has arrived and what went wrong, one line each. */
export function FileRows({ files, uploads }: { files: Uploaded[]; uploads: Uploads }) {
  const { t } = useWords('documents');
  const { sending, checks, remove, stop } = uploads;
  const under = sending.filter(it => it.phase !== 'failed');
  return (
    <>
      <Faults uploads={uploads} />
      {(files.length > 0 || under.length > 0) && (
        <ul className={css.files}>
          {files.map(({ uploadId, fileName }) => (
            <li key={uploadId}>
              <span className={css.name}>{fileName}</span>
              {checks?.get(uploadId) && <CheckTag check={checks.get(uploadId)!} />}
              <Button look="quiet" aria-label={t('upload.removeName', { name: fileName })} onClick={() => remove(uploadId)}>
                {t('common:do.remove')}
              </Button>
            </li>
          ))}
          {under.map(it => (
            <li key={it.id}>
              <span className={css.name}>
                {it.phase === 'waiting' ? t('upload.waiting', { name: it.name }) : t('upload.sending', { name: it.name, percent: Math.round(it.share * 100) })}
              </span>
              {it.phase === 'sending' && <progress className={css.progress} value={it.share} max={1} aria-label={t('upload.progress', { name: it.name })} />}
              <Button look="quiet" aria-label={t('upload.cancelName', { name: it.name })} onClick={() => stop(it.id)}>
                {t('upload.cancel')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Read out when it appears. What can be tried again, can be tried again here. */
function Faults({ uploads: { sending, lost, limits, retry, stop, forget } }: { uploads: Uploads }) {
  const { t } = useWords('documents');
  const failed = sending.filter(it => it.phase === 'failed');
  const why = (fault: unknown): string => {
    const slug = slugOf(fault);
    const code = fault instanceof ApiProblem ? fault.faults[0]?.code : undefined;
    if (slug === 'too-large') return t('upload.tooLarge', { size: inMegabytes(limits.maxBytes) });
    if (slug === 'too-many-files') return t('upload.tooMany', { count: limits.maxFiles });
    if (slug === 'unsupported-type' && code) return t([`refused.${code}`, 'refused.type']);
    return `${t(`common:problem.title.${slug}`)}. ${t(`common:problem.text.${slug}`)}`;
  };
  const worthTrying = (fault: unknown) => ['offline', 'unknown', 'busy', 'state-conflict', 'too-many-requests', 'not-signed-in'].includes(slugOf(fault));
  return (
    <div role="alert">
      {failed.length + lost.length > 0 && (
        <ul className={css.faults}>
          {failed.map(it => (
            <li key={it.id}>
              <span className={css.name}>{t('upload.failed', { name: it.name, why: why(it.fault) })}</span>
              {worthTrying(it.fault) && (
                <Button look="quiet" aria-label={t('upload.retryName', { name: it.name })} onClick={() => retry(it.id)}>
                  {t('common:do.retry')}
                </Button>
              )}
              <Button look="quiet" aria-label={t('upload.removeName', { name: it.name })} onClick={() => stop(it.id)}>
                {t('common:do.remove')}
              </Button>
            </li>
          ))}
          {lost.map(({ uploadId, fileName, why: reason }) => (
            <li key={uploadId}>
              <span className={css.name}>{t('upload.failed', { name: fileName, why: t(`upload.${reason}`) })}</span>
              <Button look="quiet" aria-label={t('upload.removeName', { name: fileName })} onClick={() => forget(uploadId)}>
                {t('common:do.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
