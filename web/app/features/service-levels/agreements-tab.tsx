import { useState } from 'react';
import { decideAgreement, getServiceLevels } from '../../../contract/service-levels.ts';
import { listTerms } from '../../../contract/terms.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { lengthWords } from '../../ui/clock-words.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import css from '../../ui/itil.module.css';
import { AgreementDialog } from './agreement-dialog.tsx';
import { FieldsDialog } from './fields-dialog.tsx';
import type { Field } from './fields.ts';
import type { Found } from './plan-tab.tsx';
import { useLevelWords } from './use-level-words.ts';

type Agreement = Found['agreements'][number];
type Asked = { what: 'add' } | { what: Agreement['may'][number]; of: Agreement };

/** Level agreements with clients, providers and partners; the times of those agreed are the terms that deadlines come from (P10.5). */
export function AgreementsTab({ found }: { found: Found }) {
  const { t } = useLevelWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => {
    setAsked(null);
    void reread(getServiceLevels, listTerms);
  };
  return (
    <div className={css.stack}>
      <p className={css.lead}>{t('agreement.lead')}</p>
      {found.may.includes('keep') && (
        <div>
          <Button onClick={() => setAsked({ what: 'add' })}>{t('agreement.add')}</Button>
        </div>
      )}
      {found.agreements.length === 0 && <EmptyState title={t('agreement.empty')}>{t('agreement.emptyText')}</EmptyState>}
      <ul className={css.list}>
        {found.agreements.map(it => (
          <Item key={it.id} it={it} found={found} onAsk={setAsked} />
        ))}
      </ul>
      {asked?.what === 'add' && <AgreementDialog found={found} onClose={close} />}
      {asked && asked.what !== 'add' && <Decide what={asked.what} of={asked.of} onClose={close} />}
    </div>
  );
}

function Item({ it, found, onAsk }: { it: Agreement; found: Found; onAsk(asked: Asked): void }) {
  const { t, date } = useLevelWords();
  return (
    <li className={css.item}>
      <p className={css.tags}>
        <strong>{it.title}</strong>
        <StatusTag level={({ draft: 'waiting', agreed: 'on-time', refused: 'plain', ended: 'plain' } as const)[it.state]}>
          {t(`agreement.state.${it.state}`)}
        </StatusTag>
        <span>
          {t(`agreement.type.${it.type}`)}: {it.party}
        </span>
        <span className={css.quiet}>
          {it.validTo ? t('fromTo', { from: date(it.validFrom), to: date(it.validTo) }) : t('from', { from: date(it.validFrom) })}
        </span>
      </p>
      <Times it={it} found={found} />
      {it.agreedWith && <p>{t('agreement.agreedWith', { name: it.agreedWith })}</p>}
      {it.reason && <p className={css.words}>{it.reason}</p>}
      <div className={css.do}>
        {it.may.map(what => (
          <Button key={what} look="quiet" aria-label={`${t(`agreement.do.${what}`)}: ${it.title}`} onClick={() => onAsk({ what, of: it })}>
            {t(`agreement.do.${what}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}

function Times({ it: { terms }, found }: { it: Agreement; found: Found }) {
  const { t, say } = useLevelWords();
  const { t: word } = useWords('domain');
  if (terms.length === 0) return <p className={css.quiet}>{t('agreement.noTerms')}</p>;
  return (
    <ul>
      {terms.map(({ purpose, serviceId, kind, priority, amount, unit }, at) => {
        const service = found.services.find(one => one.id === serviceId);
        const about = [service && say(service.title), kind && word(`kind.${kind}`), priority !== null && t('agreement.priority', { n: priority })].filter(
          Boolean,
        );
        return (
          <li key={at}>
            {t(`agreement.purpose.${purpose}`)}
            {about.length > 0 && ` (${about.join(', ')})`}: {lengthWords(amount, unit, word)}
          </li>
        );
      })}
    </ul>
  );
}

function Decide({ what, of, onClose }: { what: Agreement['may'][number]; of: Agreement; onClose(): void }) {
  const { t } = useLevelWords();
  const who: Field[] = what === 'agree' ? [{ name: 'agreedWith', label: t('agreement.with'), type: 'text' }] : [];
  return (
    <FieldsDialog
      title={t(`agreement.do.${what}`)}
      text={t(`agreement.text.${what}`)}
      label={t(`agreement.press.${what}`)}
      done={t('saved')}
      fields={[...who, { name: 'reason', label: t('reason'), type: 'area' }]}
      send={({ agreedWith = '', reason = '' }, idempotencyKey) =>
        call(decideAgreement, { id: of.id }, { decision: what, agreedWith: agreedWith.trim() || null, reason: reason.trim() }, { idempotencyKey })
      }
      onClose={onClose}
    />
  );
}
