import { useEffect, useState } from 'react';
import { matchKnownErrors } from '../../../contract/problems.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { KnownErrorItem, type KnownError } from './known-error.tsx';
import css from '../../ui/itil.module.css';

/** As long as one still types, nothing is asked. */
const SETTLED_MS = 400;

/** Known errors it may be, while somebody describes it (M12 → P1.3). A hint that does not come stops nobody. */
export function KnownHint({ text, serviceId, onUse }: { text: string; serviceId: string | null; onUse?: (it: KnownError) => void }) {
  const { t } = useWords('problems');
  const matches = useMatches(text, serviceId);
  return (
    <aside aria-label={t('known.titleMany')} className={css.stack}>
      <p role="status" className={matches.length === 0 ? 'visually-hidden' : css.quiet}>
        {matches.length > 0 && t('known.found', { count: matches.length })}
      </p>
      {matches.map(it => (
        <KnownErrorItem
          key={it.id}
          it={it}
          action={
            onUse && (
              <div>
                <Button onClick={() => onUse(it)} aria-label={`${t('known.use')}: ${it.title}`}>
                  {t('known.use')}
                </Button>
              </div>
            )
          }
        />
      ))}
    </aside>
  );
}

function useMatches(text: string, serviceId: string | null): KnownError[] {
  const [found, setFound] = useState<KnownError[]>([]);
  useEffect(() => {
    const words = text.trim();
    const stop = new AbortController();
    const timer = setTimeout(() => {
      if (words.length < 3) return setFound([]);
      void call(matchKnownErrors, {}, { text: words, serviceId }, { signal: stop.signal }).then(
        ({ matches }) => setFound(matches),
        () => {},
      );
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, serviceId]);
  return found;
}
