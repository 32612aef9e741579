import type { DocumentView } from '../document-list.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { MarkDialog } from './mark-dialog.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import { VersionsDialog } from './versions-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

export type DocumentAct = 'preview' | 'versions' | 'change' | 'replace' | 'withdraw' | 'mark' | 'unmark';
export interface DocumentDialogProps {
  caseId: string;
  it: DocumentView;
  onClose(): void;
  /** Says in words what has been done. */
  onDone(words: string): void;
}

/** The window of one act on one document. */
export function DocumentDialogs({ act, ...props }: DocumentDialogProps & { act: DocumentAct }) {
  switch (act) {
    case 'preview':
      return <PreviewDialog {...props} />;
    case 'versions':
      return <VersionsDialog {...props} />;
    case 'change':
      return <ChangeDialog {...props} />;
    case 'replace':
      return <ReplaceDialog {...props} />;
    case 'withdraw':
      return <WithdrawDialog {...props} />;
    case 'mark':
    case 'unmark':
      return <MarkDialog {...props} marked={act === 'unmark'} />;
  }
}
