import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { findDuplicates, type duplicateView } from '../../../contract/links.ts';
import type { kind as kindWord } from '../../../contract/words.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { CaseCode } from '../../ui/case-code.tsx';
import type { Registration } from './registration.ts';
import styles from './register.module.css';

type Candidate = z.output<typeof duplicateView>;
const SETTLED_MS = 500;

/** Asked already? What is typed stands on the left, what may be the same beside it. Typing pauses before one looks. */
export function Duplicates({
  it,
  kind,
  onSame,
}: {
  it: Registration;
  kind: z.output<typeof kindWord>;
  onSame?: (known: { id: string; code: string }) => void;
}) {
  const { t, say, date } = useWords('counter');
  const candidates = useCandidates({
    clientId: it.client?.id ?? null,
    serviceId: it.serviceId ?? (typeof it.choice === 'object' && it.choice && 'serviceId' in it.choice ? it.choice.serviceId : null),
    kind,
    text: it.question,
  });
  if (candidates.length === 0) return <p role="status" className="visually-hidden" />;
  return (
    <aside className={styles.beside} aria-labelledby="duplicates">
      <h3 id="duplicates">{t('duplicates.title')}</h3>
      <p role="status">{t('duplicates.found', { count: candidates.length })}</p>
      <ul className={styles.choices}>
        {candidates.map(found => (
          <li key={found.id} className={styles.candidate}>
            <p>
              <CaseCode code={found.code} copy={false} /> · {t(`domain:status.${found.status}`)}
            </p>
            <p>
              <strong>{found.service ? say(found.service.title) : t(`domain:kind.${found.kind}`)}</strong>
            </p>
            {found.subject && <p>{found.subject}</p>}
            <p className={styles.quiet}>
              {t('duplicates.when', { date: date(found.submittedAt), channel: t(`domain:channel.${found.channel}`) })}
              {found.dueAt && found.open && ` · ${t('done.due', { date: date(found.dueAt) })}`} · {found.same.map(same => t(`duplicates.${same}`)).join(', ')}
            </p>
            {onSame && (
              <Button onClick={() => onSame({ id: found.id, code: found.code })} aria-label={`${t('duplicates.same')}: ${found.code}`}>
                {t('duplicates.same')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </aside>
  );
}

function useCandidates({ clientId, serviceId, kind, text }: z.input<typeof findDuplicates.body & z.ZodType> & { clientId: string | null }): Candidate[] {
  const [found, setFound] = useState<Candidate[]>([]);
  useEffect(() => {
    const words = (text ?? '').trim();
    const stop = new AbortController();
    const timer = setTimeout(() => {
      if (!serviceId && words.length < 3) return setFound([]);
      // a hint that does not come must not stop anybody: whoever registers goes on without it
      void call(findDuplicates, {}, { clientId, serviceId, kind, text: words }, { signal: stop.signal }).then(
        ({ candidates }) => setFound(candidates),
        () => {},
      );
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [clientId, serviceId, kind, text]);
  return found;
}
