import { useState, type RefObject } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Finder } from './finder.tsx';
import { useFoundGroups, useSearchWords } from './found-groups.tsx';
import { useSearch } from './use-search.ts';

/** The one box of the workplace (B22): cases, clients, services, by words in any form, code, phone number. `/` leads to it. */
export function SearchBox({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const { t } = useWords('lists');
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  const found = useSearch(open ? q : '');
  const groups = useFoundGroups(found.data);
  const status = useSearchWords(found);
  const close = () => {
    setOpen(false);
    setQ('');
  };
  return (
    <search onBlur={event => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <Finder
        floating
        label={t('search.label')}
        placeholder={t('search.hint')}
        value={q}
        onChange={value => {
          setQ(value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        groups={groups}
        status={status}
        open={open && found.isAsked}
        onClose={close}
        input={input}
      />
    </search>
  );
}
