import { useId, useState } from 'react';
import { listImports } from '../../../contract/configuration-import.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useIntention } from '../workplace/use-intention.ts';
import { Faults } from './faults.tsx';
import { faultsAsCsv, lookAt, takeIn, type Preview } from './send-items.ts';
import { useConfigurationAct } from './use-configuration-act.ts';
import css from './configuration.module.css';

const SHOWN = 200;
type Step = { at: 'choose' } | { at: 'look' | 'take'; file: File } | { at: 'seen'; file: File; preview: Preview };

/** Items from a file: chosen, looked at, taken in: all of it or nothing. */
export function ImportTab() {
  const { t } = useWords('configuration');
  const id = useId();
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const { run, busy, problem } = useConfigurationAct();
  const keyFor = useIntention();
  const look = async (file: File) => {
    setStep({ at: 'look', file });
    const preview = await run(() => lookAt(file));
    setStep(preview ? { at: 'seen', file, preview } : { at: 'choose' });
  };
  const take = async (file: File, preview: Preview, leave: boolean) => {
    setStep({ at: 'take', file });
    const done = await run(
      () => takeIn(file, preview.seen, leave, keyFor({ seen: preview.seen, leave })),
      sum => t('import.done', { added: sum.added, changed: sum.changed, leftOut: sum.leftOut }),
    );
    setStep(done ? { at: 'choose' } : { at: 'seen', file, preview });
  };
  return (
    <div className={css.part}>
      <p className={css.lead}>{t('import.lead')}</p>
      <Faults problem={problem} idOf={() => id} />
      <div>
        <label htmlFor={id}>{t('import.file')}</label>
        <br />
        <input
          id={id}
          type="file"
          accept=".csv,.json,text/csv,application/json"
          disabled={busy}
          onChange={event => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) void look(file);
          }}
        />
      </div>
      {(step.at === 'look' || step.at === 'take') && (
        <div role="status">
          <p>{t(step.at === 'look' ? 'import.looking' : 'import.taking', { name: step.file.name })}</p>
          <progress aria-label={t('import.progress')} />
        </div>
      )}
      {step.at === 'seen' && <Seen name={step.file.name} preview={step.preview} busy={busy} onTake={leave => void take(step.file, step.preview, leave)} />}
      <Before />
    </div>
  );
}

function Seen({ name, preview, busy, onTake }: { name: string; preview: Preview; busy: boolean; onTake(leave: boolean): void }) {
  const { t } = useWords('configuration');
  const [leave, setLeave] = useState(false);
  const count = preview.added + preview.changed;
  const aside = preview.columns.filter(it => it.meaning === null).map(it => it.name || t('import.unnamed'));
  return (
    <section className={css.part} aria-labelledby="seen">
      <h2 id="seen">{t('import.seen', { name })}</h2>
      <ul className={css.sum}>
        {(['rows', 'added', 'changed', 'unchanged', 'faulty'] as const).map(what => (
          <li key={what}>
            <strong className="figures">{preview[what]}</strong> {t(`import.sum.${what}`)}
          </li>
        ))}
      </ul>
      {aside.length > 0 && <Notice level="waiting">{t('import.aside', { names: aside.join(', ') })}</Notice>}
      {preview.circles.length > 0 && <Circles circles={preview.circles} />}
      {preview.faultCount > 0 && <FaultTable preview={preview} />}
      {preview.faulty > 0 && count > 0 && <Checkbox label={t('import.leave', { count: preview.faulty })} checked={leave} onChange={setLeave} />}
      {count === 0 ? (
        <p>{t('import.nothing')}</p>
      ) : preview.faulty > 0 && !leave ? (
        <p>{t('import.refused')}</p>
      ) : (
        <div>
          <Button look="main" busy={busy} onClick={() => onTake(leave)}>
            {t('import.do', { count })}
          </Button>
        </div>
      )}
    </section>
  );
}

function Circles({ circles }: Pick<Preview, 'circles'>) {
  const { t } = useWords('configuration');
  return (
    <Notice level="waiting">
      <p>{t('import.circles', { count: circles.length })}</p>
      <ul>
        {circles.slice(0, SHOWN).map(it => (
          <li key={it.way.join()}>
            {t('import.line', { line: it.line })}: {[...it.way, it.way[0]].join(' → ')}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function FaultTable({ preview: { faults, faultCount } }: { preview: Preview }) {
  const { t } = useWords('configuration');
  const say = (it: Preview['faults'][number]) => t(`fault.${it.code}`, { value: it.value, line: it.also, defaultValue: it.code });
  const head = [t('import.lineHead'), t('import.column'), t('import.value'), t('import.fault')];
  const save = () => {
    const url = URL.createObjectURL(new Blob([faultsAsCsv(faults, head, say)], { type: 'text/csv' }));
    Object.assign(document.createElement('a'), { href: url, download: t('import.faultFile') }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };
  return (
    <div className={css.part}>
      <div className={css.head}>
        <h3>{t('import.faults', { count: faultCount })}</h3>
        <Button onClick={save}>{t('import.saveFaults')}</Button>
      </div>
      {faults.length > SHOWN && <p className={css.quiet}>{t('import.firstFaults', { count: SHOWN })}</p>}
      <div className={css.picture} tabIndex={0} role="region" aria-label={t('import.faults', { count: faultCount })}>
        <table className={css.table}>
          <thead>
            <tr>
              {head.map(title => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, SHOWN).map((it, at) => (
              <tr key={at}>
                <td className="figures">{it.line}</td>
                <td>{it.column}</td>
                <td>{it.value}</td>
                <td>{say(it)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Before() {
  const { t, dateTime } = useWords('configuration');
  const query = useCall(listImports, {});
  return (
    <Loaded query={query} what={t('import.loading')}>
      {({ imports }) =>
        imports.length === 0 ? null : (
          <section aria-labelledby="imports">
            <h2 id="imports">{t('import.before')}</h2>
            <ul>
              {imports.map(it => (
                <li key={it.id}>
                  {dateTime(it.at)} · {it.fileName} · {it.by} · {t('import.done', { added: it.added, changed: it.changed, leftOut: it.leftOut })}
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}
