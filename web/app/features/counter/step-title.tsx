import { useEffect, useRef } from 'react';

/** Title of a step that does not begin with a field: it takes the focus, so that the keyboard goes on from there. */
export function StepTitle({ children }: { children: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h2 ref={title} tabIndex={-1}>
      {children}
    </h2>
  );
}
