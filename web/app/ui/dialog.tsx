import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
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

/** A window over the page: focus stays in it and returns to where it was. */
export function Dialog({ open, title, onClose, actions, firm = false, wide = false, children }: DialogProps) {
  const { t } = useWords();
  return (
    <ModalOverlay
      className={css.overlay ?? ''}
      isOpen={open}
      onOpenChange={isOpen => !isOpen && onClose()}
      isDismissable={!firm}
      isKeyboardDismissDisabled={firm}
    >
      <Modal className={(wide ? css.wide : css.modal) ?? ''}>
        <AriaDialog className={css.dialog ?? ''} role={firm ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" className={css.title ?? ''}>
            {title}
          </Heading>
          {children}
          <div className={css.actions}>{actions ?? <Button onClick={onClose}>{t('do.close')}</Button>}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
