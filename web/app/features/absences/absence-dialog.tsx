import { useState } from 'react';
import { changeAbsence, enterAbsence, listAbsences, listMyAbsences } from '../../../contract/absences.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { KINDS } from '../../../contract/words.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { today } from '../../i18n/days.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import type { Absence } from './absence-item.tsx';
import styles from './absences.module.css';

type Team = ReplyOf<typeof listAbsences>;
type Wanted = { userId: string; fromOn: string; toOn: string; covers: string; substituteId: string; note: string };

/** Days away are entered or changed: one's own, and as lead those of the team. What is wrong stands at its field; what was typed stays. */
export function AbsenceDialog({ absence, me, onClose }: { absence: Absence | null; me: string; onClose(): void }) {
  const { t } = useWords('people');
  const now = today();
  const team = useCall(listAbsences, { from: now, to: now });
  const [wanted, setWanted] = useState<Wanted>(() => startOf(absence, me));
  const { save, busy, problem, faultOf } = useSave(absence, wanted, onClose);
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void save()}>
        {t('absence.save')}
      </Button>
      <Button onClick={onClose}>{t('do.cancel', { ns: 'common' })}</Button>
    </>
  );
  return (
    <Dialog open title={t(absence ? 'absence.edit' : 'absence.new')} onClose={onClose} actions={actions}>
      {problem && problem.slug !== 'invalid-form' && <ProblemView problem={problem} />}
      <Loaded query={team} what={t('absence.loading')}>
        {found => <Fields team={found} fixed={absence !== null} wanted={wanted} onChange={setWanted} faultOf={faultOf} />}
      </Loaded>
    </Dialog>
  );
}

const startOf = (it: Absence | null, me: string): Wanted => ({
  userId: it?.person.id ?? me,
  fromOn: it?.fromOn ?? '',
  toOn: it?.toOn ?? '',
  covers: it?.covers ?? 'all',
  substituteId: it?.substitute?.id ?? '',
  note: it?.note ?? '',
});

function useSave(absence: Absence | null, wanted: Wanted, onDone: () => void) {
  const { t } = useWords('people');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const missing = (['fromOn', 'toOn'] as const).filter(name => wanted[name] === '');

  const save = async () => {
    setTried(true);
    if (missing.length > 0) return;
    const { userId, substituteId, note, ...days } = wanted;
    const body = { ...days, substituteId: substituteId || null, note: note.trim() || null };
    const done = await run(
      () =>
        absence
          ? call(changeAbsence, { absenceId: absence.id }, { ...body, version: absence.version })
          : call(enterAbsence, {}, { ...body, userId }, { idempotencyKey: keyFor({ ...body, userId }) }),
      () => t('absence.saved'),
    );
    if (!done) return;
    await reread(listAbsences, listMyAbsences);
    onDone();
  };
  const faultOf = (name: keyof Wanted): string | null => {
    if (tried && missing.some(it => it === name)) return t('absence.fault.required');
    const fault = problem?.faults.find(it => it.path === name);
    return fault ? t([`absence.fault.${fault.code}`, 'absence.fault.option']) : null;
  };
  return { save, busy, problem, faultOf };
}

interface FieldsProps {
  team: Team;
  fixed: boolean;
  wanted: Wanted;
  onChange(wanted: Wanted): void;
  faultOf(name: keyof Wanted): string | null;
}

function Fields({ team: { people, mayEnterFor, services }, fixed, wanted, onChange, faultOf }: FieldsProps) {
  const { t, say } = useWords('people');
  const { t: word } = useWords('domain');
  const set = (name: keyof Wanted) => (value: string) => onChange({ ...wanted, [name]: value });
  const optionOf = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const kinds = KINDS.map(kind => ({ value: `kind:${kind}`, label: t('absence.covers.kind', { what: word(`kind.${kind}`) }) }));
  const ofServices = services.map(it => ({ value: `service:${it.id}`, label: t('absence.covers.service', { what: say(it.title) }) }));
  const others = people.filter(it => it.id !== wanted.userId);
  return (
    <div className={styles.form}>
      {!fixed && mayEnterFor.length > 1 && (
        <Select
          label={t('absence.person')}
          options={people.filter(it => mayEnterFor.includes(it.id)).map(optionOf)}
          value={wanted.userId}
          onChange={set('userId')}
        />
      )}
      <TextField type="date" label={t('absence.from')} value={wanted.fromOn} onChange={event => set('fromOn')(event.target.value)} error={faultOf('fromOn')} />
      <TextField type="date" label={t('absence.to')} value={wanted.toOn} onChange={event => set('toOn')(event.target.value)} error={faultOf('toOn')} />
      <Select
        label={t('absence.covers.label')}
        options={[{ value: 'all', label: t('absence.covers.all') }, ...kinds, ...ofServices]}
        value={wanted.covers}
        onChange={set('covers')}
        error={faultOf('covers')}
      />
      <Select
        label={t('absence.substitute')}
        help={t('absence.nobodyHelp')}
        options={[{ value: '', label: t('absence.nobody') }, ...others.map(optionOf)]}
        value={wanted.substituteId}
        onChange={set('substituteId')}
        error={faultOf('substituteId')}
      />
      <TextField
        optional
        label={t('absence.note')}
        value={wanted.note}
        maxLength={500}
        onChange={event => set('note')(event.target.value)}
        error={faultOf('note')}
      />
    </div>
  );
}
