import { Link as RouterLink, type LinkProps } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import css from './button.module.css';

export type ButtonLook = 'main' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  look?: ButtonLook;
  /** Keeps focus and says so, while what was pressed is under way; a second press does nothing. */
  busy?: boolean;
}

/** The native button: it needs no help of a library, and the citizen's first page stays small. */
export function Button({ look = 'plain', busy = false, type = 'button', onClick, children, ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={css[look]} aria-disabled={busy || undefined} onClick={busy ? event => event.preventDefault() : onClick}>
      {children}
    </button>
  );
}

type ButtonLinkProps = LinkProps & { look?: ButtonLook; children: ReactNode };

/** A link that looks like a button, where the next step is another page. */
export function ButtonLink({ look = 'main', ...rest }: ButtonLinkProps) {
  return <RouterLink {...rest} className={css[look]} />;
}
