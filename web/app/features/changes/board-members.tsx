import { useState } from 'react';
import { addBoardMember, endBoardMember } from '../../../contract/change-board.ts';
import { call } from '../../api/call.ts';
import { today } from '../../i18n/days.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Select, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { rereadBoard, type Board } from './board-part.tsx';
import css from './changes.module.css';

/** Members by the services affected (P5.4), from a day on. */
export function Members({ board }: { board: Board }) {
  const { t, say, date } = useWords('changes');
  const { run, busy, problem } = useAct();
  const end = (memberId: string) => void run(() => call(endBoardMember, { memberId }), () => t('board.ended')).then(rereadBoard); // prettier-ignore
  const mayEdit = board.may.includes('edit');
  return (
    <section className={css.section} aria-labelledby="members">
      <h2 id="members">{t('board.title')}</h2>
      <p className={css.lead}>{board.members.length === 0 ? t('board.empty') : t('board.intro')}</p>
      {problem && <ProblemView problem={problem} />}
      <ul className={css.list}>
        {board.members.map(it => (
          <li key={it.id} className={css.item}>
            <p className={css.head}>
              <span>{it.person.name}</span>
              <span className={css.quiet}>
                {[it.service ? say(it.service.title) : t('board.allServices'), it.urgent && t('board.urgent'), t('board.from', { date: date(it.from) })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {mayEdit && (
                <Button look="quiet" busy={busy} onClick={() => end(it.id)} aria-label={`${t('board.end')}: ${it.person.name}`}>
                  {t('board.end')}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {mayEdit && <AddMember board={board} />}
    </section>
  );
}

function AddMember({ board }: { board: Board }) {
  const { t, say } = useWords('changes');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const [it, setIt] = useState({ userId: '', serviceId: '', urgent: false, from: today() });
  const [tried, setTried] = useState(false);
  const add = async () => {
    setTried(true);
    if (!it.userId || !it.from) return;
    const body = { ...it, serviceId: it.serviceId || null };
    const done = await run(
      () => call(addBoardMember, {}, body, { idempotencyKey: keyFor(body) }),
      () => t('board.added'),
    );
    if (!done) return;
    setIt({ ...it, userId: '' });
    setTried(false);
    await rereadBoard();
  };
  return (
    <form
      className={css.form}
      noValidate
      aria-label={t('board.add')}
      onSubmit={event => {
        event.preventDefault();
        void add();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      <Select
        label={t('board.person')}
        value={it.userId}
        error={tried && !it.userId ? t('board.choose') : null}
        options={[{ value: '', label: t('board.nobody') }, ...board.colleagues.map(each => ({ value: each.id, label: each.name }))]}
        onChange={userId => setIt({ ...it, userId })}
      />
      <Select
        label={t('service')}
        value={it.serviceId}
        options={[{ value: '', label: t('board.allServices') }, ...board.services.map(each => ({ value: each.id, label: say(each.title) }))]}
        onChange={serviceId => setIt({ ...it, serviceId })}
      />
      <TextField type="date" label={t('board.since')} value={it.from} onChange={event => setIt({ ...it, from: event.target.value })} />
      <Checkbox label={t('board.urgentToo')} checked={it.urgent} onChange={urgent => setIt({ ...it, urgent })} />
      <div>
        <Button type="submit" busy={busy}>
          {t('board.add')}
        </Button>
      </div>
    </form>
  );
}
