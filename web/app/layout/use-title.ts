import { useEffect } from 'react';

/** Title of the browser's tab: what the page is, then the name of the system. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title) document.title = `${title} · Pietura`;
  }, [title]);
}
