import { useState } from 'react';
import { isPersonalCode, tidyPersonalCode } from '../../../contract/personal-code.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { FindClient } from './find-client.tsx';
import { keepChannel } from './last-channel.ts';
import type { StepProps } from './register-page.tsx';
import { CHANNELS, IDENTIFIED_BY, type Channel } from './registration.ts';
import { useTalk, type IdentifiedBy } from './use-talk.ts';
import styles from './register.module.css';

/** Who it is, and how one knows: a document at the counter, a number on the phone, or nobody in particular. */
export function WhoStep({ it, go }: StepProps) {
  const { t } = useWords('counter');
  const talk = useTalk(it);
  const anonymous = async () => {
    const next = await talk.begin(null);
    if (next) go({ ...next, step: 'what' });
  };
  return (
    <div className={styles.step}>
      <h2>{t('who.title')}</h2>
      {it.channel === 'phone' ? <Caller it={it} go={go} talk={talk} /> : <Present it={it} go={go} talk={talk} />}
      <RadioGroup<Channel>
        label={t('who.channel')}
        value={it.channel}
        onChange={channel => {
          keepChannel(channel);
          go({ ...it, channel });
        }}
        options={CHANNELS.map(value => ({ value, label: t(`channel.${value}`) }))}
      />
      <div>
        <Button onClick={() => void anonymous()} busy={talk.busy}>
          {t('who.anonymous')}
        </Button>
      </div>
      {it.channel !== 'phone' && <FindClient it={it} go={go} />}
    </div>
  );
}

type Props = StepProps & { talk: ReturnType<typeof useTalk> };

/** Of a caller there is the number; who they are is asked when it matters (B4.4). */
function Caller({ it, go, talk }: Props) {
  const { t } = useWords('counter');
  const [phone, setPhone] = useState(it.phone);
  const [tried, setTried] = useState(false);
  const wrong = (tried && phone.trim().length < 3) || talk.problem?.faults.some(fault => fault.path === 'phone');
  const next = async () => {
    setTried(true);
    if (phone.trim().length < 3) return document.getElementById('caller-phone')?.focus();
    const begun = await talk.begin(phone.trim());
    if (begun) go({ ...begun, step: 'what' });
  };
  return (
    <form
      className={styles.step}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void next();
      }}
    >
      {talk.problem && !wrong && <ProblemView problem={talk.problem} />}
      <TextField
        id="caller-phone"
        label={t('who.phone')}
        help={t('who.phoneHint')}
        error={wrong ? t('who.phoneWrong') : null}
        value={phone}
        maxLength={30}
        inputMode="tel"
        autoComplete="off"
        autoFocus
        onChange={event => setPhone(event.target.value)}
      />
      <div>
        <Button type="submit" look="main" busy={talk.busy}>
          {t('who.withNumber')}
        </Button>
      </div>
    </form>
  );
}

/** The code is sent to the register and kept nowhere in the browser. */
function Present({ it, go, talk }: Props) {
  const { t } = useWords('counter');
  const [code, setCode] = useState('');
  const [identifiedBy, setIdentifiedBy] = useState<IdentifiedBy>(it.channel === 'counter' ? 'id-card' : 'signed');
  const [tried, setTried] = useState(false);
  const [dead, setDead] = useState(false);
  const { problem, busy } = talk;
  const personalCode = isPersonalCode(code) ? tidyPersonalCode(code) : null;
  const wrong = tried && !personalCode ? t('who.codeWrong') : problem?.slug === 'not-found' ? t('who.notFound') : null;
  const ways: IdentifiedBy[] = it.channel === 'counter' ? [...IDENTIFIED_BY] : ['signed'];
  const how = ways.includes(identifiedBy) ? identifiedBy : ways[0]!;

  const look = async () => {
    setTried(true);
    setDead(false);
    if (!personalCode) return document.getElementById('personal-code')?.focus();
    const found = await talk.recognise(personalCode, how);
    if (found && 'dead' in found) setDead(true);
    else if (found) go({ ...found, step: 'what' });
  };
  return (
    <form
      className={styles.step}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!busy) void look();
      }}
    >
      {problem &&
        problem.slug !== 'not-found' &&
        (problem.slug === 'agency-unavailable' ? (
          <Notice level="waiting" live>
            {t('who.unavailable')}
          </Notice>
        ) : (
          <ProblemView problem={problem} />
        ))}
      {dead && (
        <Notice level="overdue" live>
          {t('who.dead')}
        </Notice>
      )}
      <TextField
        id="personal-code"
        label={t('who.code')}
        help={t('who.codeHint')}
        error={wrong}
        value={code}
        maxLength={20}
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        onChange={event => setCode(event.target.value)}
      />
      <RadioGroup<IdentifiedBy>
        label={t('who.identifiedBy')}
        value={how}
        onChange={setIdentifiedBy}
        options={ways.map(value => ({ value, label: t(`who.${value}`) }))}
      />
      <p className={styles.quiet}>{t('who.purpose')}</p>
      <div>
        <Button type="submit" look="main" busy={busy}>
          {t(busy ? 'who.finding' : 'who.find')}
        </Button>
      </div>
    </form>
  );
}
