import { useWords } from '../../i18n/use-words.ts';
import { Notice } from '../../ui/notice.tsx';
import type { CaseView } from './case-tabs.tsx';

/** J12: where the service forbids deciding from a scan, the specialist sees that the paper has not come yet. */
export function PaperNotice({ it }: { it: CaseView }) {
  const { t } = useWords('documents');
  if (!it.waitsForOriginal) return null;
  return (
    <Notice level="waiting">
      <p>
        <strong>{t('paper.waits')}</strong>
      </p>
      <p>{t('paper.waitsWhy')}</p>
    </Notice>
  );
}
