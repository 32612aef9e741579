import { useState } from 'react';
import { addFinding, getIncident, type findingView } from '../../../contract/incidents.ts';
import { getProblem } from '../../../contract/problems.ts';
import type { z } from 'zod';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import css from '../../ui/itil.module.css';

type Finding = z.output<typeof findingView>;

/** Who tried what and what was found, the oldest first; whoever works on it writes down more. */
export function Findings({ caseId, findings, mayWrite }: { caseId: string; findings: Finding[]; mayWrite: boolean }) {
  const { t, dateTime } = useWords('incidents');
  return (
    <section className={css.section}>
      <h3>{t('findings')}</h3>
      {findings.length === 0 && <p className={css.quiet}>{t('noFindings')}</p>}
      <ol className={css.list}>
        {findings.map(({ id, tried, found, by, at }) => (
          <li key={id} className={css.item}>
            <p className={css.quiet}>
              {by?.name} · <time dateTime={at}>{dateTime(at)}</time>
            </p>
            {tried && (
              <p className={css.words}>
                <strong>{t('tried')}:</strong> {tried}
              </p>
            )}
            {found && (
              <p className={css.words}>
                <strong>{t('found')}:</strong> {found}
              </p>
            )}
          </li>
        ))}
      </ol>
      {mayWrite && <FindingForm caseId={caseId} />}
    </section>
  );
}

function FindingForm({ caseId }: { caseId: string }) {
  const { t } = useWords('incidents');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const [words, setWords] = useState({ tried: '', found: '' });
  const [tried, setTried] = useState(false);
  const body = { tried: words.tried.trim() || null, found: words.found.trim() || null };
  const empty = body.tried === null && body.found === null;
  const save = async () => {
    setTried(true);
    if (empty) return;
    const done = await run(
      () => call(addFinding, { caseId }, body, { idempotencyKey: keyFor({ caseId, ...body }) }),
      () => t('saved'),
    );
    if (!done) return;
    setWords({ tried: '', found: '' });
    setTried(false);
    await reread(getIncident, getProblem);
  };
  return (
    <details>
      <summary>{t('write')}</summary>
      <form
        className={css.form}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        {problem && <ProblemView problem={problem} />}
        <TextArea
          label={t('writeTried')}
          optional
          rows={3}
          maxLength={4000}
          value={words.tried}
          onChange={event => setWords({ ...words, tried: event.target.value })}
        />
        <TextArea
          label={t('writeFound')}
          optional
          rows={3}
          maxLength={4000}
          error={tried && empty ? t('writeShort') : null}
          value={words.found}
          onChange={event => setWords({ ...words, found: event.target.value })}
        />
        <div>
          <Button type="submit" busy={busy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </details>
  );
}
