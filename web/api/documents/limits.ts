import type { Config } from '../../../platform/config.ts';

export type LimitSettings = Pick<Config, 'UPLOAD_MAX_MB' | 'UPLOAD_MAX_FILES' | 'UPLOAD_MAX_WAITING' | 'CASE_MAX_DOCUMENTS'>;
/** How much is taken: bytes of a file, files at once, files one person has put aside, documents in a case. */
export type Limits = { maxBytes: number; maxFiles: number; maxWaiting: number; maxDocuments: number };

export const limitsFrom = (config: LimitSettings): Limits => ({
  maxBytes: config.UPLOAD_MAX_MB * 1024 * 1024,
  maxFiles: config.UPLOAD_MAX_FILES,
  maxWaiting: config.UPLOAD_MAX_WAITING,
  maxDocuments: config.CASE_MAX_DOCUMENTS,
});
