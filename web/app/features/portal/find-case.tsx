import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { codeOf } from './case-code-input.ts';
import css from './start-page.module.css';

/** From a code on paper to the case: the list of one's own cases opens it. */
export function FindCase() {
  const { t } = useWords('portal');
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [bad, setBad] = useState(false);
  const find = (event: SyntheticEvent) => {
    event.preventDefault();
    const code = codeOf(typed);
    setBad(!code);
    if (code) void navigate({ to: '/cases', search: { code } });
    else document.getElementById('case-code')?.focus();
  };
  return (
    <section aria-labelledby="find">
      <h2 id="find">{t('start.find')}</h2>
      <form onSubmit={find} noValidate className={css.find}>
        <TextField
          id="case-code"
          label={t('start.code')}
          help={t('start.findWhy')}
          error={bad ? t('start.codeBad') : null}
          value={typed}
          onChange={event => setTyped(event.target.value)}
          inputMode="numeric"
          autoComplete="off"
        />
        <Button type="submit">{t('start.go')}</Button>
      </form>
    </section>
  );
}
