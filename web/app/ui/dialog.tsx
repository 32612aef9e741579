import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import css from './dialog.module.css';

interface DialogProps {
  open: boolean;
  title: string;
  onClose(): void;
  /** Buttons of the foot; without them there is only "Close". */
  actions?: ReactNode;
  /** A window that must be answered: neither Escape nor a click beside closes it. */
  firm?: boolean;
  /** As wide as the page allows: for what is looked at, not answered. */
  wide?: boolean;
  children: ReactNode;
}

/** A window over the page: focus stays in it and returns to where it was. The browser's own `dialog` does both. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? createPortal(<Window {...rest} />, document.body) : null;
}

function Window({ title, onClose, actions, firm = false, wide = false, children }: Omit<DialogProps, 'open'>) {
  const { t } = useWords();
  const id = useId();
  const { dialog, isShown } = useModal();
  const pressed = useRef<EventTarget | null>(null);
  const leave = () => !firm && onClose();
  // our own Escape: the browser would close a firm window the second time, without asking
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  };
  // beside: pressed there and let go there, so that selecting a text to its edge closes nothing
  const onClick = (event: MouseEvent) => event.target === dialog.current && pressed.current === dialog.current && leave();

  return (
    <dialog
      ref={dialog}
      className={css[wide ? 'wide' : 'modal']}
      aria-labelledby={id}
      {...(firm && { role: 'alertdialog' })}
      onKeyDown={onKeyDown}
      onMouseDown={event => (pressed.current = event.target)}
      onClick={onClick}
      onCancel={event => {
        if (event.target !== dialog.current) return; // a file picker inside it was left
        event.preventDefault();
        leave();
      }}
    >
      {isShown && (
        <div className={css.dialog}>
          <h2 id={id} className={css.title}>
            {title}
          </h2>
          {children}
          <div className={css.actions}>{actions ?? <Button onClick={onClose}>{t('do.close')}</Button>}</div>
        </div>
      )}
    </dialog>
  );
}

/** Opens the element over everything else. What is in it comes after, so that a field in it can ask for the focus. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isShown, setShown] = useState(false);
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    setShown(true);
    // before it is taken out of the page: only closing gives the focus back
    return () => element.close();
  }, []);
  return { dialog, isShown };
}
