import { useState } from 'react';
import {
  addFinding,
  AUDIT_REASONS,
  closeAudit,
  correctAuditLine,
  FINDING_KINDS,
  getAudit,
  judgeAuditLine,
  listAudits,
  startAudit,
} from '../../../contract/configuration-audits.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { useIntention } from '../workplace/use-intention.ts';
import { Faults } from './faults.tsx';
import { useConfigurationAct } from './use-configuration-act.ts';
import css from './configuration.module.css';

type Audits = ReplyOf<typeof listAudits>;
type Audit = ReplyOf<typeof getAudit>;
type Line = Audit['lines'][number];
const LEVELS = { waiting: 'waiting', right: 'done', deviation: 'overdue', corrected: 'soon', settled: 'done' } as const;

/** P6.5 and P6.6: audits, what they found, what became of it; and when the next is due. */
export function AuditsTab() {
  const { t, date } = useWords('configuration');
  const query = useCall(listAudits, {});
  const [open, setOpen] = useState<string | null>(null);
  const [isNew, setNew] = useState(false);
  return (
    <Loaded query={query} what={t('audit.loading')}>
      {({ audits, dueOn, overdue, mayStart, measures }) => (
        <div className={css.part}>
          {dueOn && <Notice level={overdue ? 'overdue' : 'plain'}>{t(overdue ? 'audit.overdue' : 'audit.due', { date: date(dueOn) })}</Notice>}
          <Measures measures={measures} />
          {mayStart && (
            <div>
              <Button look="main" onClick={() => setNew(true)}>
                {t('audit.start')}
              </Button>
            </div>
          )}
          {audits.length === 0 ? (
            <EmptyState title={t('empty.audits')}>{t('empty.auditsText')}</EmptyState>
          ) : (
            <AuditList audits={audits} onOpen={id => setOpen(open === id ? null : id)} open={open} />
          )}
          {open && <AuditLines auditId={open} />}
          {isNew && <StartDialog onClose={() => setNew(false)} onStarted={setOpen} />}
        </div>
      )}
    </Loaded>
  );
}

function Measures({ measures }: Pick<Audits, 'measures'>) {
  const { t } = useWords('configuration');
  return (
    <ul className={css.sum} aria-label={t('audit.measures')}>
      {(['items', 'withoutOwner', 'withoutService', 'openDeviations'] as const).map(name => (
        <li key={name}>
          <strong className="figures">{measures[name]}</strong> {t(`audit.measure.${name}`)}
        </li>
      ))}
    </ul>
  );
}

function AuditList({ audits, open, onOpen }: { audits: Audits['audits']; open: string | null; onOpen(id: string): void }) {
  const { t, date } = useWords('configuration');
  return (
    <ul className={css.part}>
      {audits.map(it => (
        <li key={it.id} className={css.head}>
          <Button aria-expanded={open === it.id} onClick={() => onOpen(it.id)}>
            {it.title}
          </Button>
          <StatusTag level={it.closedAt ? 'done' : 'waiting'}>
            {it.closedAt ? t('audit.closed', { date: date(it.closedAt) }) : t('audit.running', { date: date(it.startedAt) })}
          </StatusTag>
          <span className={css.quiet}>
            {t(`audit.reason.${it.reason}`)} · {it.auditor} · {t('audit.left', { count: it.counts.waiting + it.counts.deviation + it.counts.corrected })}
          </span>
          {it.conclusion && <span>{it.conclusion}</span>}
        </li>
      ))}
    </ul>
  );
}

type Asked = { what: 'deviation' | 'correct'; line: Line } | { what: 'close' } | { what: 'add' } | null;

function AuditLines({ auditId }: { auditId: string }) {
  const { t } = useWords('configuration');
  const query = useCall(getAudit, { auditId });
  const [asked, setAsked] = useState<Asked>(null);
  const { run, busy, problem } = useConfigurationAct();
  const keyFor = useIntention();
  const right = (line: Line) => {
    const body = { verdict: { state: 'right' as const }, version: line.version };
    void run(
      () => call(judgeAuditLine, { auditId, lineId: line.id }, body, { idempotencyKey: keyFor([line.id, body]) }),
      () => t('audit.judged'),
    );
  };
  return (
    <Loaded query={query} what={t('audit.loading')}>
      {audit => (
        <section className={css.part} aria-labelledby="audit-lines">
          <h2 id="audit-lines">{audit.title}</h2>
          <Faults problem={problem} idOf={path => path} />
          <div className={css.head}>
            {audit.may.includes('add') && <Button onClick={() => setAsked({ what: 'add' })}>{t('audit.add')}</Button>}
            {audit.may.includes('close') && (
              <Button look="main" onClick={() => setAsked({ what: 'close' })}>
                {t('audit.close')}
              </Button>
            )}
          </div>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('field.identifier')}</th>
                <th scope="col">{t('audit.state')}</th>
                <th scope="col">{t('audit.finding')}</th>
                <th scope="col">{t('audit.do')}</th>
              </tr>
            </thead>
            <tbody>
              {audit.lines.map(line => (
                <tr key={line.id}>
                  <td>{line.item ? `${line.item.identifier} ${line.item.name}` : t('audit.kind.unregistered')}</td>
                  <td>
                    <StatusTag level={LEVELS[line.state]}>{t(`audit.lineState.${line.state}`)}</StatusTag>
                  </td>
                  <td>
                    {line.kind && `${t(`audit.kind.${line.kind}`)}: ${line.finding}`} {line.caseCode}
                    {line.correction && ` → ${line.correction} (${line.correctedBy})`}
                  </td>
                  <td>
                    <LineActs line={line} busy={busy} onRight={() => right(line)} onAsk={what => setAsked({ what, line })} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {asked && <AskDialog auditId={auditId} asked={asked} onClose={() => setAsked(null)} />}
        </section>
      )}
    </Loaded>
  );
}

function LineActs({ line, busy, onRight, onAsk }: { line: Line; busy: boolean; onRight(): void; onAsk(what: 'deviation' | 'correct'): void }) {
  const { t } = useWords('configuration');
  const of = line.item?.identifier ?? line.finding ?? '';
  const judges = line.may.includes('judge') || line.may.includes('recheck');
  return (
    <div className={css.head}>
      {judges && line.state !== 'right' && (
        <Button busy={busy} aria-label={`${t('audit.right')}: ${of}`} onClick={onRight}>
          {t('audit.right')}
        </Button>
      )}
      {judges && (
        <Button aria-label={`${t('audit.deviates')}: ${of}`} onClick={() => onAsk('deviation')}>
          {t('audit.deviates')}
        </Button>
      )}
      {line.may.includes('correct') && (
        <Button aria-label={`${t('audit.correct')}: ${of}`} onClick={() => onAsk('correct')}>
          {t('audit.correct')}
        </Button>
      )}
    </div>
  );
}

/** The words an act needs: what was found, what was done, what is concluded. */
function AskDialog({ auditId, asked, onClose }: { auditId: string; asked: NonNullable<Asked>; onClose(): void }) {
  const { t } = useWords('configuration');
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<(typeof FINDING_KINDS)[number]>('differs');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useConfigurationAct();
  const keyFor = useIntention();
  const said = words.trim();
  const act = async () => {
    setTried(true);
    if (said.length < 3) return;
    const key = { idempotencyKey: keyFor([asked.what, 'line' in asked ? asked.line.id : '', said, kind, code]) };
    const done = await run(
      async () => {
        if (asked.what === 'close') await call(closeAudit, { auditId }, { conclusion: said }, key);
        else if (asked.what === 'add') await call(addFinding, { auditId }, { finding: said }, key);
        else if (asked.what === 'correct')
          await call(correctAuditLine, { auditId, lineId: asked.line.id }, { correction: said, version: asked.line.version }, key);
        else
          await call(
            judgeAuditLine,
            { auditId, lineId: asked.line.id },
            { verdict: { state: 'deviation', kind, finding: said, caseCode: code.trim() || null }, version: asked.line.version },
            key,
          );
        return true;
      },
      () => t('audit.judged'),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void act()}>
        {t('save')}
      </Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t(`audit.ask.${asked.what}`)} onClose={onClose} actions={actions}>
      <Faults problem={problem} idOf={() => 'audit-words'} />
      {asked.what === 'deviation' && (
        <>
          <Select
            label={t('audit.kindLabel')}
            value={kind}
            onChange={value => setKind(value)}
            options={FINDING_KINDS.map(value => ({ value, label: t(`audit.kind.${value}`) }))}
          />
          {kind === 'unapproved-change' && (
            <TextField label={t('audit.caseCode')} help={t('audit.caseCodeHelp')} optional value={code} onChange={event => setCode(event.target.value)} />
          )}
        </>
      )}
      <TextArea
        id="audit-words"
        label={t(`audit.words.${asked.what}`)}
        rows={3}
        value={words}
        error={tried && said.length < 3 ? t('needed') : null}
        onChange={event => setWords(event.target.value)}
      />
    </Dialog>
  );
}

function StartDialog({ onClose, onStarted }: { onClose(): void; onStarted(id: string): void }) {
  const { t } = useWords('configuration');
  const [title, setTitle] = useState('');
  const [reason, setReason] = useState<(typeof AUDIT_REASONS)[number]>('yearly');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useConfigurationAct();
  const keyFor = useIntention();
  const start = async () => {
    setTried(true);
    if (title.trim().length < 3) return;
    const body = { title: title.trim(), reason, scope: {} };
    const made = await run(
      () => call(startAudit, {}, body, { idempotencyKey: keyFor(body) }),
      ({ items }) => t('audit.started', { count: items }),
    );
    if (!made) return;
    onStarted(made.id);
    onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void start()}>
        {t('audit.start')}
      </Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('audit.start')} onClose={onClose} actions={actions}>
      <Faults problem={problem} idOf={() => 'audit-title'} />
      <TextField
        id="audit-title"
        label={t('audit.title')}
        value={title}
        error={tried && title.trim().length < 3 ? t('needed') : null}
        onChange={event => setTitle(event.target.value)}
      />
      <Select
        label={t('audit.why')}
        value={reason}
        onChange={value => setReason(value)}
        options={AUDIT_REASONS.map(value => ({ value, label: t(`audit.reason.${value}`) }))}
      />
    </Dialog>
  );
}
