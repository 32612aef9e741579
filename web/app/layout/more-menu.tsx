import { useRouterState } from '@tanstack/react-router';
import { Children, useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import css from './more-menu.module.css';

interface MoreMenuProps {
  /** Links that are here only where the bar has no room for them. */
  narrow: ReactNode;
  children: ReactNode;
}

/** The rest of the menu behind one button (a disclosure, not a menu of an application: its links are links). Escape closes it. */
export function MoreMenu({ narrow, children }: MoreMenuProps) {
  const { t } = useWords('workplace');
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const path = useRouterState({ select: state => state.location.pathname });
  useEffect(() => setOpen(false), [path]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpen(false);
    button.current?.focus();
  };
  const onBlur = (event: FocusEvent) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false);

  return (
    <div className={css.more} onKeyDown={onKeyDown} onBlur={onBlur}>
      <Button ref={button} look="quiet" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {t('nav.more')}
        <svg className={css.arrow} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </Button>
      <ul id={id} className={css.list} hidden={!isOpen}>
        {Children.map(narrow, link => (
          <li className={css.narrow}>{link}</li>
        ))}
        {Children.map(children, link => (
          <li>{link}</li>
        ))}
      </ul>
    </div>
  );
}
