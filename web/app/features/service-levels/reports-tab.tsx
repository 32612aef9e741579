import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import {
  concludeLevels,
  decideBreach,
  getServiceLevels,
  listLevelReports,
  makeLevelReport,
  type breachView,
  type levelReport,
} from '../../../contract/service-levels.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { monthAfter, monthOf } from '../../i18n/days.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import css from '../../ui/itil.module.css';
import { FieldsDialog } from './fields-dialog.tsx';
import { ReportTables } from './report-tables.tsx';
import { useLevelWords } from './use-level-words.ts';

export type Report = z.output<typeof levelReport>;
type Breach = z.output<typeof breachView>;
type Asked = { what: 'make' } | { what: 'conclude'; report: Report } | { what: Breach['may'][number]; breach: Breach };

const rereadLevels = () => reread(listLevelReports, getServiceLevels);

/** Levels month by month: target against fact, what was measured, and what follows from what was missed (P10.6, P10.7). */
export function ReportsTab() {
  const { t } = useLevelWords();
  const query = useCall(listLevelReports, {});
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <div className={css.stack}>
      <p className={css.lead}>{t('report.lead')}</p>
      <Loaded query={query} what={t('loading')} lines={6}>
        {({ reports, may }) => (
          <>
            {may.includes('make') && (
              <div>
                <Button onClick={() => setAsked({ what: 'make' })}>{t('report.make')}</Button>
              </div>
            )}
            {reports.length === 0 && <EmptyState title={t('report.empty')}>{t('report.emptyText')}</EmptyState>}
            {reports.map(it => (
              <ReportView key={it.id} it={it} onAsk={setAsked} />
            ))}
          </>
        )}
      </Loaded>
      {asked && <Dialogs asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function ReportView({ it, onAsk }: { it: Report; onAsk(asked: Asked): void }) {
  const { t, dateTime } = useLevelWords();
  return (
    <section className={css.section} aria-labelledby={`level-${it.id}`}>
      <h2 id={`level-${it.id}`} className={css.head}>
        {it.period}
      </h2>
      <p className={css.quiet}>
        {it.madeBy ? t('report.madeBy', { at: dateTime(it.madeAt), name: it.madeBy.name }) : t('report.byItself', { at: dateTime(it.madeAt) })}
      </p>
      <ReportTables it={it} />
      {it.breaches.length > 0 && <h3>{t('breach.title')}</h3>}
      <ul className={css.list}>
        {it.breaches.map(breach => (
          <BreachItem key={breach.id} it={breach} onAsk={onAsk} />
        ))}
      </ul>
      {it.conclusion && <p className={css.words}>{t('report.concluded', { words: it.conclusion.words, name: it.conclusion.by?.name ?? '' })}</p>}
      {it.may.includes('conclude') && (
        <div>
          <Button look="quiet" aria-label={`${t('report.conclude')}: ${it.period}`} onClick={() => onAsk({ what: 'conclude', report: it })}>
            {t('report.conclude')}
          </Button>
        </div>
      )}
    </section>
  );
}

function BreachItem({ it, onAsk }: { it: Breach; onAsk(asked: Asked): void }) {
  const { t, serviceName, amount } = useLevelWords();
  const name = `${serviceName(it.service)}: ${t(`parameter.${it.parameter}`)}`;
  return (
    <li className={css.item}>
      <p className={css.tags}>
        <strong>{name}</strong>
        <span>{t('breach.sentence', { fact: amount(it.parameter, it.fact), target: amount(it.parameter, it.target) })}</span>
        <StatusTag level={it.state === 'open' ? 'overdue' : 'done'}>{t(`breach.state.${it.state}`)}</StatusTag>
      </p>
      {it.words && (
        <p className={css.words}>
          {it.words} {it.decidedBy && <span className={css.quiet}>({it.decidedBy.name})</span>}
        </p>
      )}
      {it.problemId && (
        <Link to="/work/cases/$caseId" params={{ caseId: it.problemId }}>
          {t('breach.openProblem')}
        </Link>
      )}
      {it.may.length > 0 && (
        <div className={css.do}>
          {it.may.map(what => (
            <Button key={what} look="quiet" aria-label={`${t(`breach.do.${what}`)}: ${name}`} onClick={() => onAsk({ what, breach: it })}>
              {t(`breach.do.${what}`)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

function Dialogs({ asked, onClose }: { asked: Asked; onClose(): void }) {
  const { t, serviceName } = useLevelWords();
  const close = () => {
    onClose();
    void rereadLevels();
  };
  if (asked.what === 'make')
    return (
      <FieldsDialog
        title={t('report.make')}
        text={t('report.makeText')}
        label={t('report.makeDo')}
        done={t('report.made')}
        fields={[{ name: 'period', label: t('report.month'), help: t('report.monthHint'), type: 'text', value: monthAfter(monthOf(new Date()), -1) }]}
        send={({ period = '' }, idempotencyKey) => call(makeLevelReport, {}, { period: period.trim() }, { idempotencyKey })}
        onClose={close}
      />
    );
  if (asked.what === 'conclude')
    return (
      <FieldsDialog
        title={t('report.conclude')}
        label={t('save')}
        done={t('saved')}
        fields={[{ name: 'words', label: t('report.words'), type: 'area', value: asked.report.conclusion?.words ?? '' }]}
        send={({ words = '' }, idempotencyKey) => call(concludeLevels, { id: asked.report.id }, { words: words.trim() }, { idempotencyKey })}
        onClose={close}
      />
    );
  const { what, breach } = asked;
  return (
    <FieldsDialog
      title={t(`breach.do.${what}`)}
      text={`${serviceName(breach.service)}: ${t(`parameter.${breach.parameter}`)}. ${t(`breach.text.${what}`)}`}
      label={t(`breach.press.${what}`)}
      done={t(`breach.done.${what}`)}
      fields={[{ name: 'words', label: t(`breach.words.${what}`), type: 'area' }]}
      send={({ words = '' }, idempotencyKey) => call(decideBreach, { id: breach.id }, { decision: what, words: words.trim() }, { idempotencyKey })}
      onClose={close}
    />
  );
}
