import { useState } from 'react';
import type { z } from 'zod';
import { searchClients } from '../../../contract/clients.ts';
import { openContact } from '../../../contract/contacts.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { StepProps } from './register-page.tsx';
import { useTalk } from './use-talk.ts';
import styles from './register.module.css';

const WAYS = ['phone', 'e-mail', 'name'] as const;
type By = (typeof WAYS)[number];
type Found = z.output<typeof searchClients.reply & z.ZodType>;

/** Somebody who has been here before, by number, e-mail or name; whoever is chosen has shown a document. */
export function FindClient({ it, go }: StepProps) {
  const { t } = useWords('counter');
  const talk = useTalk(it);
  const [by, setBy] = useState<By>('phone');
  const [value, setValue] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const how = it.channel === 'counter' ? 'id-card' : 'signed';

  const search = async () => {
    if (value.trim().length < 2) return;
    setProblem(null);
    try {
      const contact = it.contact ?? (await call(openContact, {}, { channel: it.channel, phone: null }, { idempotencyKey: `${it.key}-contact-${it.channel}-` }));
      if (!it.contact)
        go({ ...it, contact: { id: contact.id, identification: contact.identification, phone: contact.phone, verification: contact.verification } });
      setFound((await call(searchClients, {}, { contactId: contact.id, by, value: value.trim() })) as Found);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    }
  };
  const choose = async (clientId: string) => {
    const next = it.contact && (await talk.identify(it.contact.id, clientId, how));
    if (next) go({ ...next, step: 'what' });
  };
  return (
    <details className={styles.more}>
      <summary>{t('find.title')}</summary>
      <form
        className={styles.step}
        role="search"
        aria-label={t('find.title')}
        onSubmit={event => {
          event.preventDefault();
          void search();
        }}
      >
        {(problem ?? talk.problem) && <ProblemView problem={problem ?? talk.problem} />}
        <RadioGroup<By> label={t('find.by')} value={by} onChange={setBy} options={WAYS.map(way => ({ value: way, label: t(`find.${way}`) }))} />
        <TextField
          label={t('find.value')}
          help={t('find.why')}
          value={value}
          maxLength={200}
          autoComplete="off"
          onChange={event => setValue(event.target.value)}
        />
        <div>
          <Button type="submit">{t('find.search')}</Button>
        </div>
        <p role="status">{found && t('find.found', { count: found.found })}</p>
        {found && found.clients.length > 0 && (
          <ul className={styles.choices}>
            {found.clients.map(client => (
              <li key={client.id}>
                <button type="button" className={styles.choice} onClick={() => void choose(client.id)}>
                  <strong>{client.name}</strong>
                  <span className="figures">{client.personalCodeMasked}</span>
                  <span className={styles.quiet}>{t('find.checked')}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </form>
    </details>
  );
}
