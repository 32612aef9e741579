import type { ReactNode } from 'react';
import type { usePages } from '../api/use-pages.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { Button } from './button.tsx';
import { EmptyState } from './notice.tsx';
import { ProblemView } from './problem-view.tsx';
import { Waiting } from './waiting.tsx';

interface PagedProps<Page, Row> {
  pages: Pick<ReturnType<typeof usePages<Endpoint>>, 'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'> & {
    data: Page[] | undefined;
  };
  rowsOf(page: Page): Row[];
  /** What is being loaded, for the words that come after a second. */
  what: string;
  empty: { title: string; text: string };
  /** The words of the button that shows more. */
  more: string;
  children(rows: Row[]): ReactNode;
}

/** A list read page by page (`usePages`): that it is being read, why it could not be, that there is nothing, and more of it. */
export function Paged<Page, Row>({ pages, rowsOf, what, empty, more, children }: PagedProps<Page, Row>) {
  const rows = pages.data?.flatMap(rowsOf) ?? [];
  return (
    <>
      {pages.isPending && <Waiting what={what} lines={6} />}
      {pages.isError && !pages.data && <ProblemView problem={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && rows.length === 0 && <EmptyState title={empty.title}>{empty.text}</EmptyState>}
      {children(rows)}
      {pages.hasNextPage && (
        <div>
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {more}
          </Button>
        </div>
      )}
    </>
  );
}
