import { useState, type ReactNode } from 'react';
import { HAND_LINK_TYPES, linkCase, mergeCase, splitCase, unmergeCase } from '../../../contract/links.ts';
import { isCaseCode, KINDS } from '../../../contract/words.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup, Select, TextArea, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';

type Props = { caseId: string; onClose(): void };
type Act<Body> = { send(body: Body, idempotencyKey: string): Promise<unknown>; said: (reply: never) => string };

const SHORTEST = 3;
const SPLIT_KINDS = KINDS.filter(kind => kind !== 'service-request');
type SplitKind = (typeof SPLIT_KINDS)[number];

/** One question in a window, asked once: the same answer sent twice is one act. */
function Ask<Body>({
  title,
  text,
  body,
  faulty,
  act,
  label,
  onClose,
  children,
}: {
  title: string;
  text?: string;
  body: Body;
  faulty: boolean;
  act: Act<Body>;
  label: string;
  onClose(): void;
  children(tried: boolean): ReactNode;
}) {
  const { t } = useWords('workplace');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const [tried, setTried] = useState(false);
  const press = async () => {
    setTried(true);
    if (faulty) return;
    const done = await run(
      () => act.send(body, keyFor(body)),
      reply => act.said(reply as never),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void press()}>
        {label}
      </Button>
      <Button onClick={onClose}>{t('dialog.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={title} onClose={onClose} actions={actions}>
      {text && <p>{text}</p>}
      {problem && <ProblemView problem={problem} />}
      {children(tried)}
    </Dialog>
  );
}

/** Links another case, by the code people read out. */
export function LinkDialog({ caseId, onClose }: Props) {
  const { t } = useWords('workplace');
  const [code, setCode] = useState('');
  const [type, setType] = useState<(typeof HAND_LINK_TYPES)[number]>('related');
  const [reason, setReason] = useState('');
  const bad = !isCaseCode(code);
  const short = reason.trim() !== '' && reason.trim().length < SHORTEST;
  const body = { code: code.trim(), type, reason: reason.trim() || null };
  const act = { send: (it: typeof body, idempotencyKey: string) => call(linkCase, { caseId }, it, { idempotencyKey }), said: () => t('links.added') };
  return (
    <Ask title={t('links.add')} body={body} faulty={bad || short} act={act} label={t('links.add')} onClose={onClose}>
      {tried => (
        <>
          <TextField
            label={t('links.code')}
            help={t('links.codeHint')}
            value={code}
            error={tried && bad ? t('links.badCode') : null}
            onChange={event => setCode(event.target.value)}
          />
          <RadioGroup<(typeof HAND_LINK_TYPES)[number]>
            label={t('links.kind')}
            value={type}
            onChange={setType}
            options={HAND_LINK_TYPES.map(value => ({ value, label: t(`links.hand.${value}`) }))}
          />
          <Reason label={t('links.reasonOptional')} value={reason} error={tried && short} onChange={setReason} />
        </>
      )}
    </Ask>
  );
}

/** This case is a duplicate of one that stays. */
export function MergeDialog({ caseId, keep, onClose }: Props & { keep: { id: string; code: string } }) {
  const { t } = useWords('workplace');
  const [reason, setReason] = useState('');
  const body = { keepId: keep.id, reason: reason.trim() };
  const act = { send: (it: typeof body, idempotencyKey: string) => call(mergeCase, { caseId }, it, { idempotencyKey }), said: () => t('links.merged') };
  const short = body.reason.length < SHORTEST;
  return (
    <Ask
      title={t('links.mergeTitle')}
      text={t('links.mergeText', { code: keep.code })}
      body={body}
      faulty={short}
      act={act}
      label={t('links.mergeDo')}
      onClose={onClose}
    >
      {tried => <Reason label={t('links.reason')} value={reason} error={tried && short} onChange={setReason} />}
    </Ask>
  );
}

export function UnmergeDialog({ caseId, onClose }: Props) {
  const { t } = useWords('workplace');
  const [reason, setReason] = useState('');
  const body = { reason: reason.trim() };
  const act = { send: (it: typeof body, idempotencyKey: string) => call(unmergeCase, { caseId }, it, { idempotencyKey }), said: () => t('links.unmerged') };
  const short = body.reason.length < SHORTEST;
  return (
    <Ask title={t('links.unmergeTitle')} text={t('links.unmergeText')} body={body} faulty={short} act={act} label={t('links.unmergeDo')} onClose={onClose}>
      {tried => <Reason label={t('links.reason')} value={reason} error={tried && short} onChange={setReason} />}
    </Ask>
  );
}

/** Another matter of the same application becomes a case of its own. */
export function SplitDialog({ caseId, onClose }: Props) {
  const { t } = useWords('workplace');
  const { t: word } = useWords('domain');
  const [subject, setSubject] = useState('');
  const [kind, setKind] = useState<SplitKind>('information-request');
  const body = { parts: [{ kind, subject: subject.trim() }] };
  const act = {
    send: (it: typeof body, idempotencyKey: string) => call(splitCase, { caseId }, it, { idempotencyKey }),
    said: ({ cases }: { cases: { code: string }[] }) => t('links.splitDone', { code: cases[0]?.code ?? '' }),
  };
  const short = subject.trim().length < SHORTEST;
  return (
    <Ask title={t('links.splitTitle')} text={t('links.splitText')} body={body} faulty={short} act={act} label={t('links.splitDo')} onClose={onClose}>
      {tried => (
        <>
          <Select<SplitKind>
            label={t('links.splitKind')}
            value={kind}
            onChange={setKind}
            options={SPLIT_KINDS.map(value => ({ value, label: word(`kind.${value}`) }))}
          />
          <Reason label={t('links.splitSubject')} value={subject} error={tried && short} onChange={setSubject} />
        </>
      )}
    </Ask>
  );
}

function Reason({ label, value, error, onChange }: { label: string; value: string; error: boolean; onChange(value: string): void }) {
  const { t } = useWords('workplace');
  return (
    <TextArea
      label={label}
      rows={3}
      maxLength={2000}
      value={value}
      error={error ? t('dialog.reasonShort') : null}
      onChange={event => onChange(event.target.value)}
    />
  );
}
