import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listDuplicates, listLinks, unlinkCase } from '../../../contract/links.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { CaseView } from './case-tabs.tsx';
import { LinkDialog, MergeDialog, SplitDialog, UnmergeDialog } from './link-dialogs.tsx';
import { useAct } from './use-act.ts';
import styles from './case.module.css';

type Links = ReplyOf<typeof listLinks>;
type Mention = Links['links'][number]['other'];
type Asked = 'link' | 'split' | 'unmerge' | { keep: { id: string; code: string } };

const rereadLinks = () => reread(listLinks, listDuplicates);

/** Cases that belong together with this one: seen, made, taken back; duplicates side by side; several matters taken apart. */
export function LinksPanel({ it }: { it: CaseView }) {
  const { t } = useWords('workplace');
  const query = useCall(listLinks, { caseId: it.id });
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => {
    setAsked(null);
    void rereadLinks();
  };
  return (
    <Loaded query={query} what={t('links.loading')}>
      {({ links, may }) => (
        <>
          {links.length === 0 ? <p>{t('links.empty')}</p> : <List caseId={it.id} links={links} />}
          <div className={styles.actions}>
            {may.includes('link') && <Button onClick={() => setAsked('link')}>{t('links.add')}</Button>}
            {may.includes('split') && <Button onClick={() => setAsked('split')}>{t('links.split')}</Button>}
            {may.includes('unmerge') && <Button onClick={() => setAsked('unmerge')}>{t('links.unmerge')}</Button>}
          </div>
          {may.includes('merge') && <Duplicates caseId={it.id} onMerge={keep => setAsked({ keep })} />}
          {asked === 'link' && <LinkDialog caseId={it.id} onClose={close} />}
          {asked === 'split' && <SplitDialog caseId={it.id} onClose={close} />}
          {asked === 'unmerge' && <UnmergeDialog caseId={it.id} onClose={close} />}
          {asked !== null && typeof asked === 'object' && <MergeDialog caseId={it.id} keep={asked.keep} onClose={close} />}
        </>
      )}
    </Loaded>
  );
}

function List({ caseId, links }: { caseId: string; links: Links['links'] }) {
  const { t } = useWords('workplace');
  const { run, busy, problem } = useAct();
  const remove = (linkId: string) =>
    void run(
      async () => {
        await call(unlinkCase, { caseId, linkId });
        await rereadLinks();
      },
      () => t('links.removed'),
    );
  return (
    <>
      {problem && <ProblemView problem={problem} />}
      <ul className={styles.links}>
        {links.map(link => (
          <li key={link.id}>
            <span className={styles.quiet}>{t(`links.type.${link.direction}.${link.type}`)}</span> <CaseMention it={link.other} />
            {link.reason && <p className={styles.quiet}>{link.reason}</p>}
            {link.removable && (
              <Button look="quiet" busy={busy} onClick={() => remove(link.id)}>
                {t('links.remove')} <span className="visually-hidden">{link.other.code}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Another case in one line: its code, what it is about, how it stands. */
function CaseMention({ it }: { it: Pick<Mention, 'id' | 'code' | 'service' | 'subject' | 'status' | 'kind'> }) {
  const { say } = useWords('workplace');
  const { t: word } = useWords('domain');
  return (
    <Link to="/work/cases/$caseId" params={{ caseId: it.id }}>
      {it.code} {it.service ? say(it.service.title) : (it.subject ?? word(`kind.${it.kind}`))}, {word(`status.${it.status}`)}
    </Link>
  );
}

function Duplicates({ caseId, onMerge }: { caseId: string; onMerge(keep: { id: string; code: string }): void }) {
  const { t } = useWords('workplace');
  const query = useCall(listDuplicates, { caseId });
  return (
    <section>
      <h3>{t('links.duplicates')}</h3>
      <Loaded query={query} what={t('links.loading')}>
        {({ candidates }) =>
          candidates.length === 0 ? (
            <p className={styles.quiet}>{t('links.noDuplicates')}</p>
          ) : (
            <ul className={styles.links}>
              {candidates.map(candidate => (
                <li key={candidate.id}>
                  <CaseMention it={candidate} />
                  {candidate.clientName && <span className={styles.quiet}> {candidate.clientName}</span>}
                  <div>
                    <Button onClick={() => onMerge(candidate)}>{t('links.merge', { code: candidate.code })}</Button>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
