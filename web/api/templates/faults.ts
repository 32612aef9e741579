import { Problem, type FieldFault } from '../../../platform/problem.ts';
import { fieldsOf, type Notice, type NoticeText } from '../../contract/notices.ts';
import { REPLY_FIELDS } from '../../contract/templates.ts';
import { checkTemplate } from './liquid.ts';

const faultsIn = (path: string, source: string, allowed: readonly string[]): FieldFault[] =>
  checkTemplate(source, allowed).map(({ code, about }) => ({ path, code, message: about }));

/** What is wrong with an agency's words for a notice: fields must exist for it, and in the subject say nothing about a person. */
export function noticeFaults(notice: Notice, { subject, body }: NoticeText): FieldFault[] {
  const names = (part: 'subject' | 'body') => fieldsOf(notice, part).map(field => field.name);
  const known = names('body');
  const inSubject = faultsIn('subject', subject, names('subject'));
  return [
    // a field that exists, but not here, is another mistake than one that does not exist
    ...inSubject.map(fault => (fault.code === 'template-field' && known.includes(fault.message ?? '') ? { ...fault, code: 'template-personal-field' } : fault)),
    ...(/[\r\n]/.test(subject) ? [{ path: 'subject', code: 'template-lines' }] : []),
    // a body is the agency's own page: a telephone or address of the agency may stand in it
    ...faultsIn('body', body, known).filter(({ code }) => code !== 'template-personal'),
  ];
}

export const replyFaults = (path: string, source: string): FieldFault[] =>
  faultsIn(
    path,
    source,
    REPLY_FIELDS.map(field => field.name),
  ).filter(({ code }) => code !== 'template-personal');

/** @throws Problem invalid-form, when there is something */
export function refuseFaults(faults: FieldFault[]): void {
  if (faults.length > 0) throw new Problem('invalid-form', 'The template cannot be used so', faults);
}
