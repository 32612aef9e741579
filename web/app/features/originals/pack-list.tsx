import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { makeBatch } from '../../../contract/originals.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useIntention } from '../workplace/use-intention.ts';
import { OriginalTable } from './original-table.tsx';
import type { Original } from './settle-buttons.tsx';
import { useOriginalAct } from './use-original-act.ts';
import css from './originals.module.css';

/** What is here, by the holder it goes to: tick what is packed, and a numbered parcel is made of it. */
export function PackList({ originals }: { originals: Original[] }) {
  const holders = [...new Map(originals.map(it => [it.holder.id, it.holder])).values()];
  return holders.map(holder => <Holder key={holder.id} holder={holder} originals={originals.filter(it => it.holder.id === holder.id)} />);
}

function Holder({ holder, originals }: { holder: Original['holder']; originals: Original[] }) {
  const { t, say } = useWords('originals');
  const navigate = useNavigate();
  const [ids, setIds] = useState<Set<string>>(new Set());
  const { run, busy, problem } = useOriginalAct();
  const keyFor = useIntention();
  const free = originals.filter(it => it.may.includes('pack')).map(it => it.id);
  const chosen = free.filter(id => ids.has(id));
  const toggle = (id: string) => setIds(now => new Set(now.has(id) ? [...now].filter(it => it !== id) : [...now, id]));
  const pack = async () => {
    const body = { originalIds: chosen };
    const batch = await run(
      () => call(makeBatch, {}, body, { idempotencyKey: keyFor(body) }),
      made => t('batch.madeNow', { number: made.number }),
    );
    if (batch) await navigate({ to: '/work/originals/$batchId', params: { batchId: batch.id } });
  };
  return (
    <section className={css.holder} aria-label={say(holder.title)}>
      <h2>{say(holder.title)}</h2>
      {problem !== null && <ProblemView problem={problem} />}
      <OriginalTable label={say(holder.title)} originals={originals} chosen={{ ids, toggle }} />
      {free.length > 0 && (
        <div className={css.foot}>
          <Button look="main" busy={busy} disabled={chosen.length === 0} onClick={() => void pack()}>
            {t('pack')} ({t('chosen', { count: chosen.length })})
          </Button>
          <Button onClick={() => setIds(new Set(free))}>{t('chooseAll')}</Button>
        </div>
      )}
    </section>
  );
}
