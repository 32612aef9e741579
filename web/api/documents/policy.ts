import type { Prisma } from '../../../prisma/generated/client.ts';
import { MADE_KINDS, type FileState } from '../../contract/documents.ts';
import { isStaff, mayAttach, maySeeCase, maySeeInternal, type CaseFacts } from '../cases/policy.ts';
import { isOpen } from '../cases/status.ts';
import type { User } from '../http/user.ts';

/** What a policy needs to know of a document beside its case. `byClient`: whoever added it is the client of the case. */
export type DocumentFacts = {
  kind: string;
  public: boolean;
  addedBy: string | null;
  byClient: boolean;
  superseded: boolean;
  withdrawnAt: Date | null;
  state: FileState;
};
export type DecidedCase = CaseFacts & { decided: boolean };

/** Made by Pietura: a record of what was decided or said, never changed by anybody. */
const isMade = ({ kind }: DocumentFacts) => (MADE_KINDS as readonly string[]).includes(kind);
const isOwn = (user: User, { addedBy }: DocumentFacts) => addedBy === user.id;
const stands = (it: DocumentFacts) => !it.superseded && it.withdrawnAt === null;

/** What is not for the client does not exist for them. */
export const maySeeDocument = (user: User, it: CaseFacts, document: Pick<DocumentFacts, 'public'>): boolean =>
  maySeeCase(user, it) && (document.public || maySeeInternal(user, it));

/** The same right as a filter of the documents of one case (test: equal for every row). */
export const documentsVisibleTo = (user: User, it: CaseFacts): Prisma.DocumentWhereInput =>
  !maySeeCase(user, it) ? { id: { in: [] } } : maySeeInternal(user, it) ? {} : { public: true };

/**
 * Quarantine: bytes that no engine has passed go to nobody but the one who sent them; infected ones to nobody. Where the check is
 * not required, what could not be checked is served and marked so.
 */
export function mayServe(user: User, { addedBy, state }: Pick<DocumentFacts, 'addedBy' | 'state'>, { required }: { required: boolean }): boolean {
  if (state === 'clean') return true;
  if (state === 'infected') return false;
  return (state === 'unchecked' && !required) || addedBy === user.id;
}

/** What was withdrawn stays with the case, for those who work on it or check them. */
export const mayOpen = (user: User, it: CaseFacts, document: DocumentFacts, policy: { required: boolean }): boolean =>
  maySeeDocument(user, it, document) && (document.withdrawnAt === null || maySeeInternal(user, it)) && mayServe(user, document, policy);

/** Title, kind and openness are said by those who work on the case. */
export const mayChange = (user: User, it: CaseFacts, document: DocumentFacts): boolean =>
  isStaff(user, it) && it.status !== 'closed' && stands(document) && !isMade(document);

/** What the client has given cannot be hidden from the client. */
export const mayHide = (document: Pick<DocumentFacts, 'byClient'>): boolean => !document.byClient;

/** A client replaces what they have sent, staff anything that was sent. */
export const mayReplace = (user: User, it: CaseFacts, document: DocumentFacts): boolean =>
  mayAttach(user, it) && maySeeDocument(user, it, document) && stands(document) && !isMade(document) && (isOwn(user, document) || isStaff(user, it));

/** Never after a decision: it may stand on the document. */
export const mayWithdraw = (user: User, it: DecidedCase, document: DocumentFacts): boolean =>
  isOpen(it.status) &&
  mayAttach(user, it) &&
  !it.decided &&
  maySeeDocument(user, it, document) &&
  stands(document) &&
  !isMade(document) &&
  (isOwn(user, document) || isStaff(user, it));
