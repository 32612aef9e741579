import { lazy, Suspense, useState } from 'react';
import type { z } from 'zod';
import { getDocument, type documentView } from '../../contract/documents.ts';
import { openBytes } from '../api/call.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import css from './document-list.module.css';
import { CheckTag } from './documents/check-tag.tsx';
import type { DocumentAct } from './documents/document-dialogs.tsx';
import { ProblemView } from './problem-view.tsx';
import { StatusTag } from './status-tag.tsx';

export type DocumentView = z.infer<typeof documentView>;
interface DocumentListProps {
  caseId: string;
  documents: DocumentView[];
}

// a reader who only looks does not fetch windows
const Dialogs = lazy(() => import('./documents/document-dialogs.tsx').then(it => ({ default: it.DocumentDialogs })));

/** Documents of a case. Bytes come by a request with the bearer token, hence buttons and not links. */
export function DocumentList({ caseId, documents }: DocumentListProps) {
  const [problem, setProblem] = useState<unknown>(null);
  const [open, setOpen] = useState<{ act: DocumentAct; id: string } | null>(null);
  const [said, setSaid] = useState('');
  const chosen = documents.find(it => it.id === open?.id);
  const save = ({ id, fileName }: DocumentView) => {
    setProblem(null);
    openBytes(getDocument, { caseId, documentId: id }, fileName).catch(setProblem);
  };
  return (
    <>
      <ul className={css.list}>
        {documents.map(it => (
          <DocumentRow key={it.id} it={it} onSave={() => save(it)} onAct={act => setOpen({ act, id: it.id })} />
        ))}
      </ul>
      <p role="status">{said}</p>
      {problem !== null && <ProblemView problem={problem} />}
      {open && chosen && (
        <Suspense>
          <Dialogs key={`${open.act}${open.id}`} caseId={caseId} it={chosen} act={open.act} onClose={() => setOpen(null)} onDone={setSaid} />
        </Suspense>
      )}
    </>
  );
}

type RowProps = { it: DocumentView; onSave(): void; onAct(act: DocumentAct): void };

function DocumentRow({ it, onSave, onAct }: RowProps) {
  const { t, date, bytes } = useWords('documents');
  const name = it.title || it.fileName;
  const about = [t(`domain:document.${it.kind}`), date(it.addedAt), it.addedBy && t('about.by', { who: it.addedBy }), bytes(it.bytes)]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className={css.row}>
      <div className={css.what}>
        <strong className={it.withdrawn ? css.withdrawn : ''}>{name}</strong>
        <span className={css.about}>{about}</span>
        <Tags it={it} onVersions={() => onAct('versions')} />
      </div>
      <div className={css.do}>
        {it.may.includes('open') && (
          <>
            <Button onClick={() => onAct('preview')} aria-label={`${t('do.preview')}: ${name}`}>
              {t('do.preview')}
            </Button>
            <Button onClick={onSave} aria-label={`${t('common:do.download')}: ${name}`}>
              {t('common:do.download')}
            </Button>
          </>
        )}
        <More it={it} name={name} onAct={onAct} />
      </div>
    </li>
  );
}

function Tags({ it, onVersions }: { it: DocumentView; onVersions(): void }) {
  const { t, date } = useWords('documents');
  const { withdrawn, original } = it;
  return (
    <span className={css.tags}>
      <CheckTag check={it.check} />
      {!it.public && <StatusTag level="plain">{t('about.internal')}</StatusTag>}
      {it.mergedFrom && <StatusTag level="plain">{t('about.mergedFrom', { code: it.mergedFrom })}</StatusTag>}
      {original && (
        <StatusTag level={({ due: 'waiting', sent: 'waiting', received: 'done', missing: 'overdue' } as const)[original.state]}>
          {t(`original.${original.state}`, { date: date(original.dueOn) })}
        </StatusTag>
      )}
      {withdrawn && (
        <StatusTag level="plain">
          {t(withdrawn.reason ? 'about.withdrawnWhy' : 'about.withdrawn', { date: date(withdrawn.at), why: withdrawn.reason })}
        </StatusTag>
      )}
      {it.version > 1 && (
        <Button look="quiet" onClick={onVersions}>
          {t('about.version', { version: it.version })}
        </Button>
      )}
    </span>
  );
}

const ACTS = [
  ['change', 'change'],
  ['replace', 'replace'],
  ['mark-original', 'mark'],
  ['unmark-original', 'unmark'],
  ['withdraw', 'withdraw'],
] as const;

/** Acts one seldom needs, behind one button: the native disclosure, worked by keyboard as it is. */
function More({ it, name, onAct }: { it: DocumentView; name: string; onAct(act: DocumentAct): void }) {
  const { t } = useWords('documents');
  const acts = ACTS.filter(([right]) => it.may.includes(right));
  if (acts.length === 0) return null;
  return (
    <details className={css.more}>
      <summary aria-label={t('do.moreWith', { title: name })}>{t('do.more')}</summary>
      <div className={css.acts}>
        {acts.map(([, act]) => (
          <Button key={act} look="quiet" onClick={() => onAct(act)}>
            {t(`do.${act}`)}
          </Button>
        ))}
      </div>
    </details>
  );
}
