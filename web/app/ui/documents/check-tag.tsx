import type { z } from 'zod';
import type { fileCheck } from '../../../contract/documents.ts';
import { useWords } from '../../i18n/use-words.ts';
import { StatusTag, type Level } from '../status-tag.tsx';

const LEVELS: Record<z.infer<typeof fileCheck>['state'], Level> = {
  uploaded: 'waiting',
  checking: 'waiting',
  clean: 'done',
  unchecked: 'soon',
  infected: 'overdue',
};

/** Whether a file has been checked for viruses. What is as it should be needs no words. */
export function CheckTag({ check: { state, progress, macros } }: { check: z.infer<typeof fileCheck> }) {
  const { t } = useWords('documents');
  return (
    <>
      {state !== 'clean' && <StatusTag level={LEVELS[state]}>{t(`check.${state}`, { progress })}</StatusTag>}
      {macros && <StatusTag level="soon">{t('check.macros')}</StatusTag>}
    </>
  );
}
